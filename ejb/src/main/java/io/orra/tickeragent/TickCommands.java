package io.orra.tickeragent;

import io.orra.kite.Tick;
import io.orra.kite.TickJson;
import io.orra.redis.RedisWire;
import io.orra.redis.RespBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * What the publisher's thread tells Redis: a PUBLISH for each tick, and for late subscribers, some time after an
 * instrument's first change, one HSET of what is newest by then.
 */
final class TickCommands {
    private static final long LAST_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** So few at a time that they don't hold up what is to be published. */
    private static final int MOST_LAST = 128;

    private static final long IDLE_MILLIS = 1_000;
    private static final byte[] PUBLISH = ascii("PUBLISH");
    private static final byte[] HSET = ascii("HSET");
    private static final byte[] DEL = ascii("DEL");
    private static final byte[] EXPIRE = ascii("EXPIRE");
    private static final byte[] A_DAY = ascii("86400");
    private static final byte[] NOTHING = {};

    /** @param left the key is another instance's now, and not to be touched */
    private record Kept(UUID tenant, Set<Long> instruments, boolean left) {}

    /** Commands on their way, and how many ticks they publish. */
    private record Batch(int commands, int ticks) {}

    private final Predicate<UUID> active;
    private final LongAdder suppressed = new LongAdder();
    private final Queue<Kept> asked = new ConcurrentLinkedQueue<>();
    private final Map<UUID, LastTicks> tenants = new HashMap<>();
    private final Queue<LastTicks.Slot> line = new ArrayDeque<>();
    private final ArrayDeque<Batch> onTheirWay = new ArrayDeque<>();
    private final Queue<Kept> unsettled = new ArrayDeque<>();
    private final RespBuffer out = new RespBuffer();
    private final TickJson json = new TickJson();
    private int commands;
    private int ticks;

    TickCommands(Predicate<UUID> active) {
        this.active = active;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** From any thread; done with the next batch. */
    void keep(UUID tenant, Set<Long> instruments) {
        asked.add(new Kept(tenant, instruments, false));
    }

    /** From any thread; done with the next batch. */
    void leave(UUID tenant) {
        asked.add(new Kept(tenant, Set.of(), true));
    }

    long suppressed() {
        return suppressed.sum();
    }

    boolean due() {
        return !asked.isEmpty() || millisToNext() <= 0;
    }

    /** Until something is to be written without new ticks. */
    long millisToNext() {
        LastTicks.Slot oldest = line.peek();
        if (oldest == null) {
            return IDLE_MILLIS;
        }
        long left = oldest.waitingSince + LAST_AFTER_NANOS - System.nanoTime();
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(left) + (left > 0 ? 1 : 0));
    }

    /** A Redis that may have forgotten everything. */
    void connected() {
        long now = System.nanoTime();
        tenants.values().forEach(last -> last.again(now, line::add));
    }

    void write(List<TickBacklog.Waiting> batch) {
        long now = System.nanoTime();
        for (Kept kept = asked.poll(); kept != null; kept = asked.poll()) {
            retain(kept, now);
        }
        for (TickBacklog.Waiting next : batch) {
            ticks += next.ticks().size();
        }
        for (TickBacklog.Waiting next : batch) {
            if (active.test(next.tenant())) {
                publish(next, now);
            } else {
                ticks -= next.ticks().size();
                suppressed.add(next.ticks().size());
            }
        }
        writeLast(now);
    }

    private void publish(TickBacklog.Waiting next, long now) {
        LastTicks last = tenants.computeIfAbsent(next.tenant(), LastTicks::new);
        for (Tick tick : next.ticks()) {
            out.command(3).part(PUBLISH).part(last.channel(), tick.instrumentToken());
            value(tick);
            commands++;
            LastTicks.Slot begins = last.put(tick, now);
            if (begins != null) {
                line.add(begins);
            }
        }
    }

    private void writeLast(long now) {
        for (int count = 0; count < MOST_LAST; count++) {
            LastTicks.Slot slot = line.peek();
            if (slot == null || now - slot.waitingSince < LAST_AFTER_NANOS) {
                return;
            }
            line.poll();
            slot.waiting = false;
            if (slot.tick != null && active.test(slot.owner.tenant())) {
                out.command(4).part(HSET).part(slot.owner.key()).part(NOTHING, slot.tick.instrumentToken());
                value(slot.tick);
                commands++;
                expire(slot.owner, now);
            }
        }
    }

    /** So that what a killed instance leaves behind ends by itself. */
    private void expire(LastTicks last, long now) {
        if (last.expiryIsDue(now)) {
            out.command(3).part(EXPIRE).part(last.key()).part(A_DAY);
            commands++;
        }
    }

    private void value(Tick tick) {
        int at = out.place(json.write(tick));
        json.copyTo(out.array(), at);
    }

    private void retain(Kept kept, long now) {
        LastTicks last = kept.instruments().isEmpty()
                ? tenants.remove(kept.tenant())
                : tenants.computeIfAbsent(kept.tenant(), LastTicks::new);
        LastTicks named = last == null ? new LastTicks(kept.tenant()) : last;
        named.retain(kept.instruments(), now, line::add);
        if (kept.left()) {
            return;
        }
        out.command(2).part(DEL).part(named.key());
        commands++;
        unsettled.add(kept);
    }

    void send(RedisWire wire) throws IOException {
        onTheirWay.add(new Batch(commands, ticks));
        commands = 0;
        ticks = 0;
        wire.send(out);
    }

    /** Reads the answers of all batches but the last so many. Returns how many ticks they published. */
    int settle(RedisWire wire, int but) throws IOException {
        int acknowledged = 0;
        while (onTheirWay.size() > but) {
            wire.readAnswers(onTheirWay.peek().commands());
            acknowledged += onTheirWay.poll().ticks();
        }
        if (onTheirWay.isEmpty()) {
            unsettled.clear();
        }
        return acknowledged;
    }

    /** Forgets what is on its way or about to be. Returns how many ticks that were. */
    int abandon() {
        int forgotten = ticks + onTheirWay.stream().mapToInt(Batch::ticks).sum();
        asked.addAll(unsettled);
        unsettled.clear();
        onTheirWay.clear();
        out.clear();
        commands = 0;
        ticks = 0;
        return forgotten;
    }
}
