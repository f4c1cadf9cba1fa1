package io.orra.billing;

import io.orra.settings.Time;
import java.time.Instant;
import java.time.LocalDate;

/** The day that a trade counts for: the date in Asia/Kolkata, where the market is. */
final class TradingDay {

    private TradingDay() {}

    static LocalDate of(Instant now) {
        return now.atZone(Time.MARKET_ZONE).toLocalDate();
    }
}
