package io.orra.benchmarks.websocket;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** java.net.http. */
final class JdkClient implements FeedClient {
    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public void open(URI address, Listener listener) {
        http.newWebSocketBuilder().buildAsync(address, new Pieces(listener)).join();
    }

    @Override
    public void close() {
        // The client ends with its last reference.
    }

    private static final class Pieces implements WebSocket.Listener {
        private final Listener listener;
        private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();

        private Pieces(Listener listener) {
            this.listener = listener;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] piece = new byte[data.remaining()];
            data.get(piece);
            if (last && pieces.size() == 0) {
                listener.message(piece);
            } else {
                pieces.writeBytes(piece);
                if (last) {
                    listener.message(pieces.toByteArray());
                    pieces.reset();
                }
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            listener.ended();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            listener.ended();
        }
    }
}
