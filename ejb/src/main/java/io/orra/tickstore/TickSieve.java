package io.orra.tickstore;

import io.orra.kite.InstrumentMap;
import io.orra.kite.Tick;
import io.orra.marketdata.TickRows;
import io.orra.tickeragent.TenantTicks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Lets each tick through once, however many tenants' feeds show it. The broker sends the same packets to all who
 * subscribe to an instrument in full mode, so a tick is known by its exchange's second, its content, and how many of the
 * same content came before it in its feed and second: what any feed saw is stored, and nothing twice.
 *
 * <p>Packets without the exchange's time (ltp and quote mode) can't be told apart so. Of them one feed's are let through,
 * another's only once that one has been quiet for ten seconds, and none while a feed shows the instrument in full. They
 * stand apart, since other instances may have them too, and the database decides whose are stored.
 *
 * <p>Not for two threads at once.
 */
final class TickSieve {

    /** What became of the ticks so far. */
    record Counts(long stored, long seenBefore, long outOfTime) {}

    private static final long QUIET_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long TELL_MILLIS = Duration.ofSeconds(3).toMillis();
    private static final long AHEAD_SECONDS = Duration.ofHours(1).toSeconds();

    private final InstrumentMap<Known> instruments = new InstrumentMap<>();
    private final Map<UUID, InstrumentMap<Occurrences>> feeds = new HashMap<>();
    private final List<Long> inFull = new ArrayList<>();
    private final long keptSeconds;
    private long stored;
    private long seenBefore;
    private long outOfTime;

    /** @param kept how far back the exchange's time of a tick may lie */
    TickSieve(Duration kept) {
        this.keptSeconds = kept.toSeconds();
    }

    /**
     * Adds to the rows what is new in the frame.
     *
     * @param untimed takes what has no time of the exchange
     */
    void sift(TenantTicks frame, TickRows rows, TickRows untimed) {
        InstrumentMap<Occurrences> feed = feeds.computeIfAbsent(frame.tenant(), key -> new InstrumentMap<>());
        for (Tick tick : frame.ticks()) {
            sift(frame, feed, tick, rows, untimed);
        }
    }

    /** Instruments that were seen in full, each told once in three seconds; whoever asks is told once. */
    List<Long> takeInFull() {
        List<Long> told = List.copyOf(inFull);
        inFull.clear();
        return told;
    }

    /** The tenant's feed of these begins anew: the broker shows the newest tick of each once more. */
    void begin(UUID tenant, Set<Long> tokens) {
        InstrumentMap<Occurrences> feed = feeds.get(tenant);
        if (feed != null) {
            feed.removeAll(tokens);
        }
    }

    /** The tenant's feed of these is over. */
    void end(UUID tenant, Set<Long> tokens) {
        begin(tenant, tokens);
        feeds.computeIfPresent(tenant, (key, feed) -> feed.isEmpty() ? null : feed);
    }

    Counts counts() {
        return new Counts(stored, seenBefore, outOfTime);
    }

    private void sift(TenantTicks frame, InstrumentMap<Occurrences> feed, Tick tick, TickRows rows, TickRows untimed) {
        long token = tick.instrumentToken();
        Known known = instruments.computeIfAbsent(token, Known::new);
        Instant received = frame.received();
        long now = received.toEpochMilli();
        boolean timed = tick.hasExchangeTime() && tick.exchangeTime() > 0;
        long second = timed ? tick.exchangeTime() : received.getEpochSecond();
        if (second < received.getEpochSecond() - keptSeconds || second > received.getEpochSecond() + AHEAD_SECONDS) {
            outOfTime++;
            return;
        }
        if (timed) {
            known.timedAt = now;
            if (now - known.toldAt > TELL_MILLIS) {
                known.toldAt = now;
                inFull.add(token);
            }
        } else if (!known.mayShow(frame.tenant(), now)) {
            seenBefore++;
            return;
        }
        long fingerprint = Fingerprint.of(tick);
        int occurrence = feed.computeIfAbsent(token, Occurrences::new).number(second, fingerprint);
        if (occurrence > Short.MAX_VALUE || !known.recent.add(second, fingerprint, occurrence)) {
            seenBefore++;
            return;
        }
        stored++;
        row(timed ? rows : untimed, tick, second, fingerprint, received, occurrence);
    }

    private static void row(TickRows rows, Tick tick, long second, long fingerprint, Instant received, int occurrence) {
        long micros = received.getEpochSecond() * 1_000_000 + received.getNano() / 1000;
        rows.tick(
                tick.instrumentToken(),
                second,
                fingerprint,
                micros,
                tick.lastPriceUnits(),
                occurrence,
                tick.mode().ordinal());
        if (tick.hasTrades()) {
            rows.trades(
                    tick.lastTradedQuantity(),
                    tick.averagePriceUnits(),
                    tick.volumeTraded(),
                    tick.totalBuyQuantity(),
                    tick.totalSellQuantity());
        } else {
            rows.noTrades();
        }
        if (tick.hasDepth()) {
            rows.depth(
                    tick.openInterest(),
                    tick.bidPriceUnits(0),
                    tick.bidQuantity(0),
                    tick.askPriceUnits(0),
                    tick.askQuantity(0));
        } else {
            rows.noDepth();
        }
    }

    /** What is remembered of one instrument. */
    private static final class Known {
        private final RecentTicks recent = new RecentTicks();
        private long timedAt = Long.MIN_VALUE / 2;
        private long toldAt = Long.MIN_VALUE / 2;
        private UUID shownBy;
        private long shownAt = Long.MIN_VALUE / 2;

        /** Whether this feed is the one whose packets without a time are stored. */
        boolean mayShow(UUID tenant, long now) {
            if (now - timedAt < QUIET_MILLIS) {
                return false;
            }
            if (!tenant.equals(shownBy) && now - shownAt < QUIET_MILLIS) {
                return false;
            }
            shownBy = tenant;
            shownAt = now;
            return true;
        }
    }
}
