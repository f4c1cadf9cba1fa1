package io.orra.tickeragent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Which tenants this instance may stream: one instance holds a tenant's claim at a time, for as long as it renews it.
 * The data grid says who should, this says who may (docs/adr/0052).
 *
 * <p>An instance that was frozen finds its claims out of date by its own clock before it hears from anybody, and lets
 * nothing through until it has asked. While the book does not answer, what is held stays held: nobody else can ask
 * either.
 */
final class StreamClaims {

    /** How long a claim stands that nobody renews; also how long a verdict is good for. */
    static final Duration STANDS = Duration.ofSeconds(6);

    /** Where all instances write their claims. Answers are empty while it can't be reached. */
    interface Book {
        /** Takes what is free and renews what is held; returns those that are this instance's now. */
        Optional<Set<UUID>> claim(List<UUID> tenants, Duration stands);

        void release(List<UUID> tenants);
    }

    private final Book book;
    private final LongSupplier nanos;
    private volatile Set<UUID> held = Set.of();
    private volatile long goodUntil;

    /** @param nanos a clock that goes on while the process is frozen */
    StreamClaims(Book book, LongSupplier nanos) {
        this.book = book;
        this.nanos = nanos;
        this.goodUntil = nanos.getAsLong();
    }

    /** Asks for these, and returns those that may be streamed. Others stay claimed until they are released. */
    synchronized Set<UUID> claim(Collection<UUID> wanted) {
        Set<UUID> asked = new HashSet<>(held);
        asked.addAll(wanted);
        ask(asked);
        Set<UUID> granted = new HashSet<>(held);
        granted.retainAll(wanted);
        return granted;
    }

    /** Asks for what is held; what another instance has taken meanwhile is held no more. */
    synchronized void renew() {
        ask(held);
    }

    /** To be called once nothing of all but these is streamed any more. */
    synchronized void keepOnly(Collection<UUID> tenants) {
        Set<UUID> kept = new HashSet<>(held);
        kept.retainAll(tenants);
        List<UUID> given = new ArrayList<>(held);
        given.removeAll(kept);
        if (!given.isEmpty()) {
            held = Set.copyOf(kept);
            book.release(given);
        }
    }

    /** Whether it may be streamed at this moment. Quick enough to ask for each frame. */
    boolean holds(UUID tenant) {
        return held.contains(tenant) && nanos.getAsLong() - goodUntil < 0;
    }

    private void ask(Set<UUID> tenants) {
        long before = nanos.getAsLong();
        if (!tenants.isEmpty()) {
            Optional<Set<UUID>> answer = book.claim(List.copyOf(tenants), STANDS);
            if (answer.isPresent()) {
                held = Set.copyOf(answer.get());
            } else {
                // The wait for an answer is no sign of having been frozen.
                before = nanos.getAsLong();
            }
        }
        goodUntil = before + STANDS.toNanos();
    }
}
