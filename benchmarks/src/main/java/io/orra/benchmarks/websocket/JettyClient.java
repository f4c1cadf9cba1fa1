package io.orra.benchmarks.websocket;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/** Jetty's own API. */
final class JettyClient implements FeedClient {
    private static final long LARGEST = 1 << 20;

    private final WebSocketClient client = new WebSocketClient();

    JettyClient() throws Exception {
        client.setMaxBinaryMessageSize(LARGEST);
        client.setMaxFrameSize(LARGEST);
        client.start();
    }

    @Override
    public void open(URI address, Listener listener) throws Exception {
        client.connect(new Endpoint(listener), address).get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        client.stop();
    }

    /** Public, because Jetty looks its methods up. */
    public static final class Endpoint implements Session.Listener.AutoDemanding {
        private final Listener listener;

        Endpoint(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            callback.succeed();
            listener.message(bytes);
        }

        @Override
        public void onWebSocketClose(int code, String reason) {
            listener.ended();
        }
    }
}
