package io.orra.authagent;

import java.time.Instant;
import java.time.LocalTime;

/**
 * The hours of one trading day, in Asia/Kolkata.
 *
 * @param special a session outside the regular week, such as Muhurat on Diwali
 */
public record TradingSession(LocalTime open, LocalTime close, boolean special) {

    /** From the opening on, up to but without the close. */
    public boolean includes(Instant instant) {
        LocalTime local = instant.atZone(BrokerDay.ZONE).toLocalTime();
        return !local.isBefore(open) && local.isBefore(close);
    }
}
