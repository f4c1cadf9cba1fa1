package io.orra.authagent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** On which days, and when, the market is open. Dates are of Asia/Kolkata. */
public interface MarketCalendar {

    /** The day's hours; empty when the market stays closed. */
    Optional<TradingSession> session(LocalDate date);

    default boolean isTradingDay(LocalDate date) {
        return session(date).isPresent();
    }

    default boolean isOpen(Instant instant) {
        return session(instant.atZone(BrokerDay.ZONE).toLocalDate())
                .map(session -> session.includes(instant))
                .orElse(false);
    }

    /** The calendar of the setting {@code MARKET_CALENDAR}. */
    static MarketCalendar named(String setting) {
        return switch (setting) {
            case "nse" -> NseCalendar.published();
            case "always-open" -> new AlwaysOpenCalendar();
            default -> throw new IllegalArgumentException("MARKET_CALENDAR must be nse or always-open");
        };
    }
}
