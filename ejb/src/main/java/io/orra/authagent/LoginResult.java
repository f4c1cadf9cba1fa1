package io.orra.authagent;

import io.orra.kite.LoginFailureReason;

/**
 * What came of a login.
 *
 * @param failure why it failed, when it did
 * @param hold why it was not tried, when it was not
 */
public record LoginResult(Kind kind, LoginFailureReason failure, AttemptStart.Hold hold) {

    /** In short. */
    public enum Kind {
        LOGGED_IN,
        FAILED,
        /** The broker was not asked: the count, or another instance, stands against it. */
        HELD,
        /** The broker was not asked: this host's clock is not the broker's. */
        CLOCK_OFF
    }

    static final LoginResult LOGGED_IN = new LoginResult(Kind.LOGGED_IN, null, null);
    static final LoginResult CLOCK_OFF = new LoginResult(Kind.CLOCK_OFF, null, null);

    static LoginResult failed(LoginFailureReason reason) {
        return new LoginResult(Kind.FAILED, reason, null);
    }

    static LoginResult held(AttemptStart.Hold hold) {
        return new LoginResult(Kind.HELD, null, hold);
    }
}
