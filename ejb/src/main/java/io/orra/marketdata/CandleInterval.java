package io.orra.marketdata;

import io.orra.kite.Segment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long a candle is. All begin on the market's clock: minutes on the hour, days at midnight, hours with the opening of
 * the exchange, 09:15 for equities and their derivatives, 09:00 for currencies and commodities.
 */
public enum CandleInterval {
    ONE_MINUTE("1m", 1, 60),
    FIVE_MINUTES("5m", 5, 100),
    FIFTEEN_MINUTES("15m", 15, 200),
    ONE_HOUR("1h", 60, 400),
    ONE_DAY("1d", 24 * 60, 400);

    private final String wireName;
    private final int minutes;
    private final int mostDays;

    CandleInterval(String wireName, int minutes, int mostDays) {
        this.wireName = wireName;
        this.minutes = minutes;
        this.mostDays = mostDays;
    }

    public String wireName() {
        return wireName;
    }

    /** Longest range of one question; the broker's own limits where it has them. */
    public Duration longestRange() {
        return Duration.ofDays(mostDays);
    }

    public static Optional<CandleInterval> named(String wireName) {
        return Arrays.stream(values())
                .filter(one -> one.wireName.equals(wireName))
                .findFirst();
    }

    /** The first minute of the candle that a minute belongs to. */
    Instant start(Instant minute, long token) {
        if (this == ONE_MINUTE) {
            return minute;
        }
        ZonedDateTime local = minute.atZone(Opening.ZONE);
        ZonedDateTime midnight = local.truncatedTo(ChronoUnit.DAYS);
        if (this == ONE_DAY) {
            return midnight.toInstant();
        }
        int offset = this == ONE_HOUR ? Opening.of(Segment.of(token)).getMinute() : 0;
        int ofDay = local.get(java.time.temporal.ChronoField.MINUTE_OF_DAY);
        return midnight.plusMinutes(Math.floorDiv(ofDay - offset, minutes) * (long) minutes + offset)
                .toInstant();
    }

    /** When exchanges open for regular trade. */
    static final class Opening {
        static final java.time.ZoneId ZONE = io.orra.settings.Time.MARKET_ZONE;
        private static final LocalTime EARLY = LocalTime.of(9, 0);
        private static final LocalTime EQUITIES = LocalTime.of(9, 15);

        private Opening() {}

        static LocalTime of(Segment segment) {
            return switch (segment) {
                case CDS, BCD, MCX, MCXSX -> EARLY;
                default -> EQUITIES;
            };
        }
    }
}
