package io.orra.authagent;

import io.orra.settings.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * Who is due for an automatic login. On trading days, from the login time on: whoever consented, has no live session,
 * is not paused by a refusal and has attempts left.
 *
 * @param loginTime in Asia/Kolkata; before it a fresh session might still fall to the broker's morning flush
 */
record LoginPolicy(MarketCalendar calendar, LocalTime loginTime) {

    boolean open(Instant now) {
        ZonedDateTime here = now.atZone(Time.MARKET_ZONE);
        return calendar.tradingDay(here.toLocalDate()) && !here.toLocalTime().isBefore(loginTime);
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
