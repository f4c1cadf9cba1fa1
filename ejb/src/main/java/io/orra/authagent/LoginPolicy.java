package io.orra.authagent;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Who is due for an automatic login: whoever consented, has no live session, is not paused by a refusal and has
 * attempts left. When: on a trading day from the login time to midnight, and at any time while the market is open.
 *
 * @param loginTime in Asia/Kolkata; before it a fresh session might still fall to the broker's morning flush
 */
record LoginPolicy(MarketCalendar calendar, LocalTime loginTime) {

    boolean open(Instant now) {
        LocalDate day = BrokerDay.businessDate(now);
        boolean sameDate = now.atZone(BrokerDay.ZONE).toLocalDate().equals(day);
        return calendar.isOpen(now) || sameDate && calendar.isTradingDay(day) && BrokerDay.loginAllowed(now, loginTime);
    }

    boolean due(LoginCandidate candidate, Instant now) {
        return candidate.autoLogin()
                && !candidate.hasLiveSession(now)
                && !candidate.paused()
                && candidate.countedAttempts() < LoginLedger.ATTEMPTS_A_DAY;
    }

    /** How long to wait after the day's n-th failure on the way: doubling from 5 s, at most {@code longest}. */
    static Duration backOff(long failures, Duration longest) {
        Duration wait = Duration.ofSeconds(5L << Math.min(failures, 10));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
