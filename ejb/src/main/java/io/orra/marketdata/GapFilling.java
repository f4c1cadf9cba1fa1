package io.orra.marketdata;

import io.orra.kite.KiteApi;
import io.orra.kite.KiteApiException;
import io.orra.kite.KiteCandle;
import io.orra.kite.Segment;
import io.orra.kite.TickerSession;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fills gaps from the broker's history, one after another and at most three calls a second. The broker's minutes stand in
 * for each minute that the gap reaches into. Not for two threads at once.
 */
final class GapFilling {

    /** What became of one gap. */
    enum Outcome {
        /** There was none. */
        NOTHING,
        /** Filled, or the broker has nothing to fill it with. */
        DONE,
        /** Stays due: a later try, or another session, may do. */
        LATER,
        /** The broker wants no more calls for now. */
        STOP,
        /** The broker does not give its history to this session. */
        OTHER_SESSION
    }

    /** Gaps that ended just now wait until the broker has their minutes. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final Duration BUSY = Duration.ofMinutes(3);
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration A_CALL = Duration.ofDays(5);
    private static final Duration HISTORY = Duration.ofDays(60);
    private static final int CALLS_PER_SECOND = 3;
    private static final int MOST_TRIES = 5;
    private static final int AT_ONCE = 1000;
    private static final String TO_FILL = "due";

    private final Gaps gaps;
    private final KiteApi kite;
    private final TradingHours hours;
    private final Clock clock;
    private final Deque<Long> calls = new ArrayDeque<>();

    GapFilling(Gaps gaps, KiteApi kite, TradingHours hours, Clock clock) {
        this.gaps = gaps;
        this.kite = kite;
        this.hours = hours;
        this.clock = clock;
    }

    /**
     * Settles what needs no call, many at once: a feed that was down for a second leaves a gap for each of its thousands of
     * instruments.
     *
     * @return how many were settled
     */
    int sift(long endNanos) {
        int settled = 0;
        List<Gap> ended;
        do {
            Instant now = clock.instant();
            ended = gaps.unsifted(now.minus(SETTLED), AT_ONCE);
            Map<String, List<Gap>> sifted = ended.stream().collect(Collectors.groupingBy(this::withoutACall));
            List<Gap> toFill = Optional.ofNullable(sifted.remove(TO_FILL)).orElse(List.of());
            sifted.forEach((status, done) -> gaps.settle(done, status, now));
            gaps.offer(toFill, now);
            settled += ended.size() - toFill.size();
        } while (ended.size() == AT_ONCE && System.nanoTime() < endNanos);
        return settled;
    }

    private String withoutACall(Gap gap) {
        if (Duration.between(gap.from(), gap.to()).compareTo(SHORT) < 0) {
            return "short";
        }
        return hours.within(gap.instrumentToken(), gap.from(), gap.to()) ? TO_FILL : "closed";
    }

    /** Works on the gap that is due for longest of those that were sifted. */
    Outcome next(TickerSession session) throws InterruptedException {
        Optional<Gap> due = gaps.take(clock.instant(), BUSY);
        if (due.isEmpty()) {
            return Outcome.NOTHING;
        }
        Gap gap = due.get();
        try {
            gaps.fill(gap, minutes(gap, session), clock.instant());
            return Outcome.DONE;
        } catch (KiteApiException refused) {
            return afterRefusal(gap, refused);
        }
    }

    private Outcome afterRefusal(Gap gap, KiteApiException refused) {
        switch (refused.kind()) {
            case RATE_LIMITED:
                return Outcome.STOP;
            case TOKEN, PERMISSION, USER:
                return Outcome.OTHER_SESSION;
            case INPUT, NOT_FOUND:
                gaps.settle(List.of(gap), "refused", clock.instant());
                return Outcome.DONE;
            default:
                if (gap.tries() >= MOST_TRIES) {
                    gaps.settle(List.of(gap), "refused", clock.instant());
                }
                return Outcome.LATER;
        }
    }

    private List<BrokerMinute> minutes(Gap gap, TickerSession session) throws KiteApiException, InterruptedException {
        Instant oldest = clock.instant().minus(HISTORY);
        Instant from = (gap.from().isBefore(oldest) ? oldest : gap.from()).truncatedTo(ChronoUnit.MINUTES);
        List<BrokerMinute> minutes = new ArrayList<>();
        for (Instant start = from; start.isBefore(gap.to()); start = start.plus(A_CALL)) {
            Instant end = start.plus(A_CALL).isBefore(gap.to()) ? start.plus(A_CALL) : gap.to();
            pace();
            for (KiteCandle candle :
                    kite.minutes(session.apiKey(), session.accessToken(), gap.instrumentToken(), start, end)) {
                if (!candle.at().isBefore(start) && candle.at().isBefore(end)) {
                    minutes.add(minute(gap.instrumentToken(), candle));
                }
            }
        }
        return minutes;
    }

    /** Waits until a call is within the broker's limit. */
    private void pace() throws InterruptedException {
        if (calls.size() == CALLS_PER_SECOND) {
            long since = System.nanoTime() - calls.removeFirst();
            // A little more than a second: the broker's clock counts when the calls arrive.
            Thread.sleep(Math.max(0, Duration.ofMillis(1100).minusNanos(since).toMillis()));
        }
        calls.addLast(System.nanoTime());
    }

    private static BrokerMinute minute(long token, KiteCandle candle) {
        int decimals = Segment.of(token).decimals();
        return new BrokerMinute(
                candle.at(),
                units(candle.open(), decimals),
                units(candle.high(), decimals),
                units(candle.low(), decimals),
                units(candle.close(), decimals),
                candle.volume(),
                candle.openInterest());
    }

    private static long units(BigDecimal rupees, int decimals) {
        return rupees.setScale(decimals, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    }
}
