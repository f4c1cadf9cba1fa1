package io.orra.simulators.kite.ticker;

import io.orra.simulators.kite.market.Mode;
import io.orra.simulators.kite.market.TickBook;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Full packets at a fixed rate, whether anybody keeps up or not, so that a receiver can count and time them: the last
 * traded quantity is the connection's own sequence, from 1, and the open interest is the microsecond at which the packet
 * was due, both as 32 bits. Packets are due by the frame, at the beats of the schedule, whenever the frame is really sent.
 * Instruments in full mode take turns; indices, whose packets have no room for it, are left out.
 */
public final class Load {
    private static final long BEAT_MS = 5;
    private static final int SEQUENCE = 8;
    private static final int DUE = 48;
    private static final int EXCHANGE_TIME = 60;

    private final Vertx vertx;
    private final Clock clock;
    private final Supplier<Collection<TickerConnection>> connections;
    private final Supplier<TickBook> book;
    private final Map<Long, Lane> lanes = new HashMap<>();
    private String users = "";
    private double rate;
    private Instant start;
    private long sent;
    private long timer = -1;

    /** What one connection gets: its instruments in turn. */
    private static final class Lane {
        private int subscribed = -1;
        private int[] positions = {};
        private int turn;
        private int sequence;
    }

    Load(Vertx vertx, Clock clock, Supplier<Collection<TickerConnection>> connections, Supplier<TickBook> book) {
        this.vertx = vertx;
        this.clock = clock;
        this.connections = connections;
        this.book = book;
    }

    /**
     * Sequences begin anew.
     *
     * @param ticksPerSecond over all connections together; 0 ends it
     * @param beginning of the user ids whose connections are meant; empty means all
     */
    public void set(double ticksPerSecond, String beginning) {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
        rate = ticksPerSecond;
        users = beginning;
        if (rate > 0) {
            lanes.clear();
            sent = 0;
            start = clock.instant();
            timer = vertx.setPeriodic(BEAT_MS, beat -> beat());
        }
    }

    public JsonObject toJson() {
        JsonObject sequences = new JsonObject();
        connections.get().forEach(connection -> {
            Lane lane = lanes.get(connection.id());
            if (lane != null) {
                sequences.put(connection.session().userId(), lane.sequence);
            }
        });
        return new JsonObject().put("ticks_per_second", rate).put("sent", sent).put("sequences", sequences);
    }

    private void beat() {
        long beats = ChronoUnit.MILLIS.between(start, clock.instant()) / BEAT_MS;
        long dueByNow = (long) (beats * BEAT_MS / 1e3 * rate);
        List<TickerConnection> open = connections.get().stream()
                .filter(connection -> connection.session().userId().startsWith(users))
                .toList();
        int left = open.size();
        long due = dueByNow - sent;
        for (TickerConnection connection : open) {
            long share = due / left;
            due -= share;
            left--;
            give(connection, (int) share);
        }
    }

    private void give(TickerConnection connection, int ticks) {
        Lane lane = lanes.computeIfAbsent(connection.id(), id -> new Lane());
        if (lane.subscribed != connection.subscriptions().size()) {
            lane.subscribed = connection.subscriptions().size();
            lane.positions = full(connection);
        }
        if (lane.positions.length == 0) {
            return;
        }
        for (int rest = ticks; rest > 0; rest -= TickWriter.MOST_PACKETS) {
            frame(connection, lane, Math.min(rest, TickWriter.MOST_PACKETS));
        }
    }

    private void frame(TickerConnection connection, Lane lane, int ticks) {
        TickBook ticking = book.get();
        int second = (int) clock.instant().getEpochSecond();
        int packet = ticking.length(lane.positions[0], Mode.FULL);
        Buffer frame =
                FrameWriter.begin(Opcode.BINARY, 2 + ticks * (2 + packet)).appendUnsignedShort(ticks);
        for (int tick = 0; tick < ticks; tick++) {
            int at = frame.length() + 2;
            int position = lane.positions[lane.turn];
            lane.turn = (lane.turn + 1) % lane.positions.length;
            frame.appendUnsignedShort(packet).appendBytes(ticking.bytes(), ticking.offset(position), packet);
            frame.setInt(at + SEQUENCE, ++lane.sequence);
            frame.setInt(at + DUE, dueMicros(sent++));
            frame.setInt(at + EXCHANGE_TIME, second);
        }
        connection.ticks(frame, ticks);
    }

    /** Of the beat at which there are so many at this rate; a hair less, so that rounding makes it no later beat. */
    private int dueMicros(long tick) {
        long beat = (long) Math.ceil((tick + 1) / rate * 1e3 / BEAT_MS - 1e-6) * BEAT_MS;
        return (int) (ChronoUnit.MICROS.between(Instant.EPOCH, start) + beat * 1000);
    }

    private int[] full(TickerConnection connection) {
        TickBook ticking = book.get();
        return java.util.stream.IntStream.range(0, ticking.size())
                .filter(position -> connection.subscriptions().at(position) == Mode.FULL
                        && !ticking.instrument(position).isIndex())
                .toArray();
    }
}
