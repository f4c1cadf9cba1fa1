package io.orra.marketdata;

import io.orra.identity.Caller;
import io.orra.problem.InvalidFields;
import io.orra.problem.Refusal;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Stored market data for a tenant: of the instruments that it streams, since the right to see them comes from its own
 * subscription at the broker, and while it is active.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MarketDataService {

    public static final int MOST_TICKS = 10_000;

    private static final ZoneId MARKET = CandleInterval.Opening.ZONE;
    private static final Duration LONGEST_OF_TICKS = Duration.ofDays(1);

    @Inject
    private MarketDatabase database;

    @Inject
    private InstrumentDirectory directory;

    @Inject
    private InstrumentService chosen;

    private MinuteArchive minutes;
    private TickArchive ticks;
    private Gaps gaps;

    @PostConstruct
    void open() {
        minutes = new MinuteArchive(database.source());
        ticks = new TickArchive(database.source());
        gaps = new Gaps(database.source());
    }

    /** The token of an instrument that the caller's tenant streams, named by token or EXCHANGE:SYMBOL. */
    public long streamed(Caller caller, String instrument) {
        if (!caller.tenantActive()) {
            throw Refusal.forbidden("tenant-inactive", "Tenant subscription is inactive");
        }
        if (instrument == null) {
            throw InvalidFields.of("instrument", "required", "must be given");
        }
        Long token = InstrumentService.byToken(instrument)
                ? Long.valueOf(instrument)
                : directory.tokens(Set.of(instrument)).get(instrument);
        if (token == null) {
            throw InvalidFields.of("instrument", "unknown_instrument", "no such instrument");
        }
        if (!chosen.get(caller).modes().containsKey(token)) {
            throw Refusal.notFound("instrument-not-streamed", "The tenant does not stream this instrument");
        }
        return token;
    }

    /**
     * Candles that begin within a range, oldest first.
     *
     * @throws Refusal 422 when the range is longer than the interval allows, 503 without the market database
     */
    public List<Candle> candles(long token, CandleInterval interval, Instant from, Instant to) {
        check(from, to, interval.longestRange());
        List<Candle> candles = new ArrayList<>();
        return database.ask(() -> {
            candles.clear();
            CandleFold fold = new CandleFold(token, interval, from, candles::add);
            // From the day's beginning on, for the volume of the first candle.
            Instant day = from.atZone(MARKET).truncatedTo(ChronoUnit.DAYS).toInstant();
            minutes.each(token, day, to, fold);
            fold.finish();
            return candles;
        });
    }

    /** Ticks within a range of a day at most, oldest first. */
    public List<StoredTick> ticks(long token, Instant from, Instant to, int limit) {
        check(from, to, LONGEST_OF_TICKS);
        return database.ask(() -> ticks.ticks(token, from, to, limit));
    }

    /** Gaps that reach into a range, newest first. */
    public List<Gap> gaps(long token, Instant from, Instant to, int limit) {
        check(from, to, CandleInterval.ONE_DAY.longestRange());
        return database.ask(() -> gaps.of(token, from, to, limit));
    }

    private static void check(Instant from, Instant to, Duration longest) {
        if (!from.isBefore(to)) {
            throw InvalidFields.of("to", "range", "must be after from");
        }
        if (Duration.between(from, to).compareTo(longest) > 0) {
            throw InvalidFields.of("from", "range", "at most " + longest.toDays() + " days before to");
        }
    }
}
