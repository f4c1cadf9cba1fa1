package io.orra.kite;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One socket to the broker's feed. It reports what arrives and sends what it is told; whether to reconnect is not its
 * business. A peer that is there and says nothing looks alive from here, so whoever has to know must also watch for
 * silence.
 */
public final class TickerConnection implements AutoCloseable {
    /** 3000 full packets make 558,002 bytes; nothing honest is larger. */
    static final int MAX_FRAME_BYTES = 1 << 20;

    /** A close frame without a code. */
    static final int NO_STATUS = 1005;

    /** No close frame at all. */
    static final int NO_CLOSE_CODE = 1006;

    private static final long GOOD_BYE_SECONDS = 1;

    private final TickerEvents events;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Channel channel;

    TickerConnection(TickerEvents events) {
        this.events = events;
    }

    void opened(Channel open) {
        channel = open;
        if (over.get()) {
            open.close();
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
        Channel open = channel;
        if (over.compareAndSet(false, true) && open != null) {
            // A peer that doesn't read would leave the good-bye unsent.
            open.eventLoop().schedule(() -> open.close(), GOOD_BYE_SECONDS, TimeUnit.SECONDS);
            open.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                    .addListener(sent -> open.close());
        }
    }

    /** Drops the socket without a word, because the other side doesn't listen any more. */
    public void abort() {
        over.set(true);
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }

    private void send(List<String> messages) {
        Channel open = channel;
        for (String message : messages) {
            open.write(new TextWebSocketFrame(message)).addListener(sent -> {
                if (!sent.isSuccess()) {
                    gone(NO_CLOSE_CODE);
                }
            });
        }
        open.flush();
    }

    void binary(byte[] frame) {
        if (!over.get()) {
            events.frame(frame);
        }
    }

    void text(String text) {
        if (!over.get()) {
            TickerTexts.dispatch(text, events);
        }
    }

    /** Told once; a socket that never opened has nobody to tell. */
    void gone(int code) {
        Channel open = channel;
        if (over.compareAndSet(false, true) && open != null) {
            open.close();
            events.closed(code);
        }
    }
}
