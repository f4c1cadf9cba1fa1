package io.orra.authagent;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Who is due for an automatic login: whoever consented, has no live session, is not paused by a refusal, has attempts
 * left and did not log out by hand that day. When: on a trading day from the login time to midnight, and at any time
 * while the market is open.
 *
 * @param loginTime in Asia/Kolkata; before it a fresh session might still fall to the broker's morning flush
 * @param renewAfter a session older than that is renewed although it lives; null for those who set no interval
 */
record LoginPolicy(MarketCalendar calendar, LocalTime loginTime, Duration renewAfter) {

    /** Why a session ended whose user does not want another one that day. */
    static final String LOGGED_OUT = "logged_out";

    LoginPolicy(MarketCalendar calendar, LocalTime loginTime) {
        this(calendar, loginTime, null);
    }

    boolean open(Instant now) {
        LocalDate day = BrokerDay.businessDate(now);
        boolean sameDate = now.atZone(BrokerDay.ZONE).toLocalDate().equals(day);
        return calendar.isOpen(now) || sameDate && calendar.isTradingDay(day) && BrokerDay.loginAllowed(now, loginTime);
    }

    boolean due(LoginCandidate candidate, Instant now) {
        return candidate.autoLogin()
                && (!candidate.hasLiveSession(now) || old(candidate, now))
                && !candidate.paused()
                && candidate.countedAttempts() < LoginAttempts.A_DAY
                && !loggedOut(candidate, now);
    }

    private boolean old(LoginCandidate candidate, Instant now) {
        return renewAfter != null && !now.isBefore(candidate.sessionLoginAt().plus(renewAfter));
    }

    private static boolean loggedOut(LoginCandidate candidate, Instant now) {
        return LOGGED_OUT.equals(candidate.sessionEndReason())
                && BrokerDay.businessDate(candidate.sessionEndedAt()).equals(BrokerDay.businessDate(now));
    }
}
