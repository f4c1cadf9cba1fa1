package io.orra.benchmarks.websocket;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.net.URI;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;

/** Tyrus on Grizzly, as Payara ships it. */
final class TyrusClient implements FeedClient {
    private static final int LARGEST = 1 << 20;

    private final ClientManager client = ClientManager.createClient();

    TyrusClient() {
        client.setDefaultMaxBinaryMessageBufferSize(LARGEST);
        client.getProperties().put(ClientProperties.INCOMING_BUFFER_SIZE, LARGEST + 1024);
        client.getProperties().put(ClientProperties.SHARED_CONTAINER, true);
    }

    @Override
    public void open(URI address, Listener listener) throws Exception {
        client.connectToServer(
                new Socket(listener), ClientEndpointConfig.Builder.create().build(), address);
    }

    @Override
    public void close() {
        client.shutdown();
    }

    private static final class Socket extends Endpoint {
        private final Listener listener;

        private Socket(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(new MessageHandler.Whole<byte[]>() {
                @Override
                public void onMessage(byte[] bytes) {
                    listener.message(bytes);
                }
            });
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            listener.ended();
        }
    }
}
