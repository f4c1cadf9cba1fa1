package io.orra.authagent;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * What an operator says of one day of the market.
 *
 * @param opens wall clock in Asia/Kolkata; null unless the day is special, and so is closes
 */
public record MarketDay(LocalDate day, Kind kind, LocalTime opens, LocalTime closes, String name) {

    /** What kind of day. */
    public enum Kind {
        HOLIDAY,
        /** With hours of its own. */
        SPECIAL,
        /** With the usual hours, whatever the exchange's year says. */
        REGULAR
    }
}
