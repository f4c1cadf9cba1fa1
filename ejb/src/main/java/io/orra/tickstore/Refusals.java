package io.orra.tickstore;

import io.orra.kite.Tick;
import io.orra.tickeragent.TenantTicks;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Of frames that were refused: which instruments were in them, and from when to when they came. */
final class Refusals {

    record Noted(Set<Long> instruments, Instant from, Instant to) {}

    private Set<Long> instruments = new HashSet<>();
    private Instant from;
    private Instant to;

    synchronized void add(TenantTicks frame) {
        for (Tick tick : frame.ticks()) {
            instruments.add(tick.instrumentToken());
        }
        if (from == null) {
            from = frame.received();
        }
        to = frame.received().plusMillis(1);
    }

    /** What has gathered, once. */
    synchronized Optional<Noted> take() {
        if (from == null) {
            return Optional.empty();
        }
        Noted noted = new Noted(instruments, from, to);
        instruments = new HashSet<>();
        from = null;
        return Optional.of(noted);
    }
}
