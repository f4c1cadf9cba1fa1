package io.orra.benchmarks.websocket;

import java.net.URI;

/** A library's way to the feed: opens sockets, hands each binary message over as an array, tells when a socket ends. */
interface FeedClient extends AutoCloseable {

    /** What a socket tells. */
    interface Listener {
        void message(byte[] bytes);

        void ended();
    }

    /** Returns when the socket is open. */
    void open(URI address, Listener listener) throws Exception;

    @Override
    void close() throws Exception;
}
