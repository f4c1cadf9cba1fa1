package io.orra.authagent;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The broker's day: it begins at 06:00 Asia/Kolkata, when the broker forgets all sessions of the day before. Everything
 * here is a pure function of instants, so the host's zone plays no part.
 */
public final class BrokerDay {
    public static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    public static final LocalTime FLUSH = LocalTime.of(6, 0);

    private BrokerDay() {}

    /** When a session that was made then ends: the first 06:00 after it. */
    public static Instant sessionEnd(Instant login) {
        return flushOf(businessDate(login).plusDays(1));
    }

    /** What is left of a session at an instant; zero once it has ended. Fit for a Redis expiry when rounded down. */
    public static Duration timeLeft(Instant login, Instant now) {
        Duration left = Duration.between(now, sessionEnd(login));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The newest 06:00 at or before an instant. */
    public static Instant lastFlush(Instant now) {
        return flushOf(businessDate(now));
    }

    /** Whether the broker has already forgotten a session that was made then. */
    public static boolean isDead(Instant login, Instant now) {
        return login.isBefore(lastFlush(now));
    }

    /** The day that an instant belongs to; before 06:00 that is still the day before. */
    public static LocalDate businessDate(Instant instant) {
        ZonedDateTime local = instant.atZone(ZONE);
        return local.toLocalTime().isBefore(FLUSH) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
    }

    /** Midnight of an instant's calendar date. */
    public static Instant dateBegan(Instant instant) {
        return instant.atZone(ZONE).toLocalDate().atStartOfDay(ZONE).toInstant();
    }

    /**
     * When the day's login is due. A time before the flush would make a session that dies at once, so the flush is the
     * earliest.
     */
    public static Instant loginDue(LocalDate businessDate, LocalTime loginTime) {
        LocalTime time = loginTime.isBefore(FLUSH) ? FLUSH : loginTime;
        return businessDate.atTime(time).atZone(ZONE).toInstant();
    }

    /** Whether an automatic login may be made: from the login time to the end of the broker's day. */
    public static boolean loginAllowed(Instant now, LocalTime loginTime) {
        return !now.isBefore(loginDue(businessDate(now), loginTime));
    }

    private static Instant flushOf(LocalDate date) {
        return date.atTime(FLUSH).atZone(ZONE).toInstant();
    }
}
