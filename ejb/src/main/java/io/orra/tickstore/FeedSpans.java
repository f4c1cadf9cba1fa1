package io.orra.tickstore;

import io.orra.marketdata.FeedLedger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which feeds of this instance are up. What happens to them is noted in the ledger in its order, after the ticks before
 * it are stored, and again until the ledger has it. Not for two threads at once.
 */
final class FeedSpans {

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private record Span(UUID id, Set<Long> instruments) {}

    private final FeedLedger ledger;
    private final Clock clock;
    private final Map<UUID, List<Span>> open = new HashMap<>();
    private final Deque<Runnable> notes = new ArrayDeque<>();
    private Instant lastSeen = Instant.EPOCH;

    FeedSpans(FeedLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    void up(Arrival.Up up) {
        Span span = new Span(UUID.randomUUID(), up.instruments());
        List<Span> before = open.computeIfAbsent(up.tenant(), key -> new ArrayList<>());
        notes.add(() -> ledger.begin(span.id(), span.instruments(), up.at()));
        // The same feed with another list: what both have is covered by the new one.
        end(before, up.instruments(), up.at());
        before.add(span);
    }

    void down(Arrival.Down down) {
        List<Span> feeds = open.get(down.tenant());
        if (feeds != null) {
            end(feeds, down.instruments(), down.at());
            if (feeds.isEmpty()) {
                open.remove(down.tenant());
            }
        }
    }

    void refused(Refusals.Noted refused) {
        notes.add(() -> ledger.refused(refused.instruments(), refused.from(), refused.to(), clock.instant()));
    }

    /** The instance ends in order. */
    void downAll(Instant at) {
        open.values().forEach(feeds -> feeds.forEach(span -> noteEnd(span, at)));
        open.clear();
    }

    /**
     * Notes what has happened.
     *
     * @param storedUntil all that came before is stored
     */
    void note(Instant storedUntil) {
        while (!notes.isEmpty()) {
            notes.peek().run();
            notes.remove();
        }
        if (!open.isEmpty() && lastSeen.plus(HEARTBEAT).isBefore(storedUntil)) {
            Set<UUID> up = ledger.seen(
                    open.values().stream().flatMap(List::stream).map(Span::id).toList(), storedUntil);
            open.values().forEach(feeds -> feeds.replaceAll(span -> up.contains(span.id()) ? span : again(span)));
            lastSeen = storedUntil;
        }
    }

    /** A feed that was taken for lost while the database was away goes on where it was seen last: nothing was missed. */
    private Span again(Span lost) {
        Span span = new Span(UUID.randomUUID(), lost.instruments());
        Instant at = lastSeen;
        notes.add(() -> ledger.begin(span.id(), span.instruments(), at));
        return span;
    }

    /** A span that ends in part goes on without that part, from the same moment. */
    private void end(List<Span> feeds, Set<Long> instruments, Instant at) {
        List<Span> rests = new ArrayList<>();
        for (Iterator<Span> spans = feeds.iterator(); spans.hasNext(); ) {
            Span span = spans.next();
            Set<Long> rest = new HashSet<>(span.instruments());
            if (rest.removeAll(instruments)) {
                if (!rest.isEmpty()) {
                    Span going = new Span(UUID.randomUUID(), rest);
                    notes.add(() -> ledger.begin(going.id(), going.instruments(), at));
                    rests.add(going);
                }
                noteEnd(span, at);
                spans.remove();
            }
        }
        feeds.addAll(rests);
    }

    private void noteEnd(Span span, Instant at) {
        notes.add(() -> ledger.end(span.id(), at, clock.instant()));
    }
}
