package io.orra.kite;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One socket to the broker's feed. It reports what arrives and sends what it is told; whether to reconnect is not its
 * business. The JDK's client sometimes doesn't tell of a line that broke inside a frame (seen on 17.0.15), so
 * whoever has to know that the socket lives must also watch for its silence.
 */
public final class TickerConnection implements AutoCloseable {
    /** 3000 full packets make 558,002 bytes; nothing honest is larger. */
    static final int MAX_FRAME_BYTES = 1 << 20;

    private static final int NO_CLOSE_CODE = 1006;

    private final TickerEvents events;
    private final AtomicBoolean over = new AtomicBoolean();
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private volatile WebSocket socket;

    TickerConnection(TickerEvents events) {
        this.events = events;
    }

    WebSocket.Listener listener() {
        return new Assembly();
    }

    void opened(WebSocket opened) {
        socket = opened;
        if (over.get()) {
            opened.abort();
        }
    }

    public void subscribe(Collection<Long> tokens) {
        send(TickerCommands.subscribe(tokens));
    }

    public void unsubscribe(Collection<Long> tokens) {
        send(TickerCommands.unsubscribe(tokens));
    }

    /** A mode without a subscription brings no data. */
    public void mode(TickMode mode, Collection<Long> tokens) {
        send(TickerCommands.mode(mode, tokens));
    }

    /** Says good-bye and drops the socket; {@link TickerEvents#closed} doesn't follow. */
    @Override
    public void close() {
        WebSocket open = socket;
        if (over.compareAndSet(false, true) && open != null) {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((sent, failure) -> open.abort());
        }
    }

    /** Drops the socket without a word, because the other side doesn't listen any more. */
    public void abort() {
        over.set(true);
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    /** The JDK takes one message at a time, so each waits for the one before it. */
    private synchronized void send(List<String> messages) {
        for (String message : messages) {
            sending = sending.thenCompose(done -> socket.sendText(message, true));
        }
        sending.whenComplete((done, failure) -> {
            if (failure != null) {
                gone(NO_CLOSE_CODE);
            }
        });
    }

    private void gone(int code) {
        if (over.compareAndSet(false, true)) {
            WebSocket open = socket;
            if (open != null) {
                open.abort();
            }
            events.closed(code);
        }
    }

    /** Puts the pieces of a message together, within bounds. */
    private final class Assembly implements WebSocket.Listener {
        private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket from) {
            if (over.get()) {
                // The handshake came through after its time was over.
                from.abort();
            } else {
                from.request(1);
            }
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            if (pieces.size() + data.remaining() > MAX_FRAME_BYTES) {
                gone(NO_CLOSE_CODE);
                return null;
            }
            byte[] piece = new byte[data.remaining()];
            data.get(piece);
            if (last && pieces.size() == 0) {
                deliver(piece);
            } else {
                pieces.writeBytes(piece);
                if (last) {
                    byte[] whole = pieces.toByteArray();
                    pieces.reset();
                    deliver(whole);
                }
            }
            from.request(1);
            return null;
        }

        private void deliver(byte[] frame) {
            if (!over.get()) {
                events.frame(frame);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            if (text.length() + data.length() > MAX_FRAME_BYTES) {
                gone(NO_CLOSE_CODE);
                return null;
            }
            text.append(data);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                if (!over.get()) {
                    TickerTexts.dispatch(whole, events);
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            gone(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            gone(NO_CLOSE_CODE);
        }
    }
}
