package io.orra.authagent;

import java.util.Optional;
import java.util.UUID;

/**
 * Whether an attempt may be made.
 *
 * @param attempt the counted attempt; null when it is held
 * @param hold why it is held; null when it may be made
 */
public record AttemptStart(UUID attempt, Hold hold) {

    /** Why the broker must not be asked now. */
    public enum Hold {
        /** Credentials or session changed since it was decided. */
        CHANGED,
        /** Another attempt on the account is under way, in this instance or another. */
        UNDER_WAY,
        /** The wait after a failure on the way is not over. */
        RETRY_LATER,
        /** The account's attempts of the day are used up. */
        DAY_SPENT,
        /** Too many attempts in a row gave no login: a person has to log in, or an operator to clear it. */
        ROW_SPENT
    }

    static AttemptStart begun(LoginAttempt attempt) {
        return new AttemptStart(attempt.id(), null);
    }

    public static AttemptStart held(Hold why) {
        return new AttemptStart(null, why);
    }

    public Optional<UUID> begun() {
        return Optional.ofNullable(attempt);
    }
}
