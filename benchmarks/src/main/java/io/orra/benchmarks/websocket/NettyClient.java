package io.orra.benchmarks.websocket;

import io.orra.kite.TickerEndpoint;
import io.orra.kite.TickerEvents;
import io.orra.kite.TickerSession;
import io.orra.kite.TickerTransport;
import java.net.URI;
import java.time.Duration;

/** Netty, as Orra uses it. */
final class NettyClient implements FeedClient {
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final TickerTransport transport = new TickerTransport(2, Thread::new, Runnable::run);

    @Override
    public void open(URI address, Listener listener) {
        new TickerEndpoint(transport, address, HANDSHAKE)
                .open(new TickerSession("key", "token"), new Events(listener))
                .join();
    }

    @Override
    public void close() {
        transport.close();
    }

    private record Events(Listener listener) implements TickerEvents {
        @Override
        public void frame(byte[] bytes) {
            listener.message(bytes);
        }

        @Override
        public void order(String json) {
            // not part of this measurement
        }

        @Override
        public void error(String text) {
            // not part of this measurement
        }

        @Override
        public void message(String text) {
            // not part of this measurement
        }

        @Override
        public void closed(int code) {
            listener.ended();
        }
    }
}
