package io.orra.simulators.kite.ticker;

import io.netty.channel.ChannelHandlerContext;
import io.orra.simulators.http.Reset;
import io.orra.simulators.kite.KiteSession;
import io.orra.simulators.kite.market.Mode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;

/** One open socket of the ticker. It was let in by a session and outlives it. */
final class TickerConnection {
    /** A connection that is cut with no closing handshake; clients report it as code 1006. */
    static final int ABNORMAL = 1006;

    private final long id;
    private final KiteSession session;
    private final NetSocket socket;
    private final Subscriptions subscriptions = new Subscriptions();
    private boolean silent;
    private boolean ticksHeld;
    private boolean heartbeatHeld;
    private long ticksSent;
    private long ticksDropped;
    private long framesSent;

    TickerConnection(long id, KiteSession session, NetSocket socket) {
        this.id = id;
        this.session = session;
        this.socket = socket;
    }

    /** A client that reads too slowly loses ticks; the next ones are newer anyway. */
    void ticks(Buffer frame, int packets) {
        if (silent || ticksHeld) {
            return;
        }
        if (socket.writeQueueFull()) {
            ticksDropped += packets;
        } else {
            ticksSent += packets;
            write(frame);
        }
    }

    void heartbeat(int value) {
        if (!silent && !heartbeatHeld) {
            write(FrameWriter.whole(Opcode.BINARY, new byte[] {(byte) value}));
        }
    }

    void text(JsonObject message) {
        if (!silent) {
            write(FrameWriter.whole(Opcode.TEXT, message.encode().getBytes(StandardCharsets.UTF_8)));
        }
    }

    void pong(byte[] payload) {
        write(FrameWriter.whole(Opcode.PONG, payload));
    }

    /** A binary message as it is, well-formed or not. */
    void raw(byte[] payload) {
        write(FrameWriter.whole(Opcode.BINARY, payload));
    }

    /** Says goodbye with a close frame of the code, or just hangs up where the code is 1006. */
    void close(int code, String reason) {
        if (code != ABNORMAL) {
            byte[] text = reason.getBytes(StandardCharsets.UTF_8);
            Buffer frame = FrameWriter.begin(Opcode.CLOSE, 2 + text.length);
            socket.write(frame.appendUnsignedShort(code).appendBytes(text));
        }
        socket.close();
    }

    /** Announces a frame of 186 bytes, sends half of it and hangs up. */
    void closeMidFrame() {
        socket.write(
                FrameWriter.begin(Opcode.BINARY, 186).appendUnsignedShort(1).appendBytes(new byte[90]));
        socket.close();
    }

    void reset() {
        ChannelHandlerContext context = ((NetSocketInternal) socket).channelHandlerContext();
        Reset.channel(context.channel());
    }

    void hold(boolean nowSilent, boolean sendTicks, boolean sendHeartbeat) {
        silent = nowSilent;
        ticksHeld = !sendTicks;
        heartbeatHeld = !sendHeartbeat;
    }

    private void write(Buffer frame) {
        framesSent++;
        socket.write(frame);
    }

    JsonObject toJson() {
        JsonObject modes = new JsonObject();
        for (Mode mode : Mode.values()) {
            long count =
                    subscriptions.modes().values().stream().filter(mode::equals).count();
            modes.put(mode.name().toLowerCase(java.util.Locale.ROOT), count);
        }
        return new JsonObject()
                .put("id", id)
                .put("api_key", session.apiKey())
                .put("user_id", session.userId())
                .put("subscribed", subscriptions.size())
                .put("modes", modes)
                .put("silent", silent)
                .put("ticks", !ticksHeld)
                .put("heartbeat", !heartbeatHeld)
                .put("ticks_sent", ticksSent)
                .put("ticks_dropped", ticksDropped)
                .put("frames_sent", framesSent);
    }

    long id() {
        return id;
    }

    KiteSession session() {
        return session;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    boolean silent() {
        return silent;
    }
}
