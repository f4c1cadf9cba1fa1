package io.orra.simulators.kite.market;

import io.vertx.core.json.JsonArray;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;

/**
 * Candles of the past, made of the instrument, the candle's time and the market's seed alone: the same question always
 * has the same answer. They are around the price at which the instrument's walk begins and do not follow the walk.
 */
public final class History {
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");
    private static final int MOST_STEPS = 8;

    private final Market market;

    public History(Market market) {
        this.market = market;
    }

    /**
     * @param length of a candle; days begin at midnight IST
     * @param from candles that begin then or later
     * @param to and not after this; the future has none
     */
    public JsonArray candles(int position, Duration length, Instant from, Instant to, boolean openInterest) {
        Instrument instrument = market.book().instrument(position);
        JsonArray candles = new JsonArray();
        long seconds = length.toSeconds();
        long offset = KOLKATA.getRules().getOffset(from).getTotalSeconds();
        long start = Math.floorDiv(from.getEpochSecond() + offset + seconds - 1, seconds) * seconds - offset;
        long last = Math.min(to.getEpochSecond(), market.clock().instant().getEpochSecond());
        for (long at = start; at <= last; at += seconds) {
            candles.add(candle(instrument, at, openInterest));
        }
        return candles;
    }

    private JsonArray candle(Instrument instrument, long at, boolean openInterest) {
        SplittableRandom random = new SplittableRandom(market.settings().seed() ^ at * 31 + instrument.token());
        long base = Math.max(100, Math.round(instrument.basePrice() * instrument.divisor()));
        long step = Math.max(1, Math.round(instrument.tickSize() * instrument.divisor()));
        long open = base + random.nextLong(-MOST_STEPS, MOST_STEPS) * step;
        long close = base + random.nextLong(-MOST_STEPS, MOST_STEPS) * step;
        long high = Math.max(open, close) + random.nextLong(MOST_STEPS) * step;
        long low = Math.max(step, Math.min(open, close) - random.nextLong(MOST_STEPS) * step);
        JsonArray candle = new JsonArray()
                .add(OffsetDateTime.ofInstant(Instant.ofEpochSecond(at), KOLKATA)
                        .format(TIME))
                .add(rupees(open, instrument))
                .add(rupees(high, instrument))
                .add(rupees(low, instrument))
                .add(rupees(close, instrument))
                .add(instrument.isIndex() ? 0 : random.nextInt(1, 10_000));
        return openInterest ? candle.add(instrument.expiry().isEmpty() ? 0 : random.nextInt(1_000_000)) : candle;
    }

    private static double rupees(long units, Instrument instrument) {
        return BigDecimal.valueOf(units)
                .divide(BigDecimal.valueOf(instrument.divisor()))
                .doubleValue();
    }
}
