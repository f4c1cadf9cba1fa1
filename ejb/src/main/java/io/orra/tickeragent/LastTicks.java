package io.orra.tickeragent;

import io.orra.kite.InstrumentMap;
import io.orra.kite.Tick;
import io.orra.redis.RedisNames;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The newest tick of each of one tenant's instruments, and what of it Redis does not know yet. For one thread. */
final class LastTicks {
    /** An instrument's newest tick; it waits in the line of what is to be written from its first change on. */
    static final class Slot {
        final LastTicks owner;
        Tick tick;
        boolean waiting;
        long waitingSince;

        private Slot(LastTicks owner) {
            this.owner = owner;
        }
    }

    private static final long EXPIRY_EVERY_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final UUID tenant;
    private final byte[] channel;
    private final byte[] key;
    private final InstrumentMap<Slot> slots = new InstrumentMap<>();

    private long expirySetAt;
    private boolean expirySet;

    LastTicks(UUID tenant) {
        this.tenant = tenant;
        channel = RedisNames.ticks(tenant).getBytes(StandardCharsets.US_ASCII);
        key = RedisNames.lastTicks(tenant).getBytes(StandardCharsets.US_ASCII);
    }

    UUID tenant() {
        return tenant;
    }

    /** Beginning of the channels' names. */
    byte[] channel() {
        return channel;
    }

    byte[] key() {
        return key;
    }

    /** Returns the slot when it begins to wait, else null. */
    Slot put(Tick tick, long now) {
        Slot slot = slots.computeIfAbsent(tick.instrumentToken(), () -> new Slot(this));
        slot.tick = tick.detachedInto(slot.tick);
        return waits(slot, now) ? slot : null;
    }

    /** Now and then, and after the key was made anew. */
    boolean expiryIsDue(long now) {
        boolean due = !expirySet || now - expirySetAt > EXPIRY_EVERY_NANOS;
        if (due) {
            expirySet = true;
            expirySetAt = now;
        }
        return due;
    }

    private static boolean waits(Slot slot, long now) {
        boolean begins = !slot.waiting;
        if (begins) {
            slot.waiting = true;
            slot.waitingSince = now;
        }
        return begins;
    }

    /** Forgets all but these instruments; what is left has to be written again. */
    void retain(Set<Long> instruments, long now, Consumer<Slot> begins) {
        slots.retainAll(instruments, gone -> gone.tick = null);
        again(now, begins);
    }

    /** All has to be written again. */
    void again(long now, Consumer<Slot> begins) {
        expirySet = false;
        slots.values().stream().filter(slot -> waits(slot, now)).forEach(begins);
    }
}
