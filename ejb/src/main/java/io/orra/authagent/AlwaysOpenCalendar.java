package io.orra.authagent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/** The simulated market, which never closes. */
public final class AlwaysOpenCalendar implements MarketCalendar {
    private static final TradingSession ALL_DAY = new TradingSession(LocalTime.MIN, LocalTime.MAX, false);

    @Override
    public Optional<TradingSession> session(LocalDate date) {
        return Optional.of(ALL_DAY);
    }

    @Override
    public boolean isOpen(Instant instant) {
        return true;
    }
}
