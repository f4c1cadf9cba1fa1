package io.orra.authagent;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A user of an active tenant who has linked credentials, with what the auth agent needs to decide about a login.
 *
 * @param autoLogin whether the user consented to automatic login
 * @param sessionLoginAt null when there was never a session; so is sessionExpiresAt
 * @param sessionEndedAt null unless the newest session was ended before its time; so is sessionEndReason
 * @param countedAttempts attempts of the day that count against the limit, see {@link LoginAttempts#start}
 * @param attempts all attempts of the day
 * @param refusals what pauses the user: attempts of any day that the broker refused on the credentials as they stand
 *     now, and those of the day at which it asked for a person; without what an operator cleared
 * @param lastReason why the newest attempt failed; null when it did not, or there is none
 */
public record LoginCandidate(
        UUID tenantId,
        UUID userId,
        long credentialVersion,
        boolean autoLogin,
        Instant sessionLoginAt,
        Instant sessionExpiresAt,
        Instant sessionEndedAt,
        String sessionEndReason,
        long countedAttempts,
        long attempts,
        long refusals,
        String lastReason) {

    /** Whether nothing happened since that would make this decision another one. */
    public boolean sameAs(LoginCandidate later) {
        return autoLogin == later.autoLogin
                && credentialVersion == later.credentialVersion
                && Objects.equals(sessionLoginAt, later.sessionLoginAt)
                && Objects.equals(sessionEndedAt, later.sessionEndedAt);
    }

    public boolean paused() {
        return refusals > 0;
    }

    public boolean hasLiveSession(Instant now) {
        return sessionExpiresAt != null && sessionEndedAt == null && now.isBefore(sessionExpiresAt);
    }
}
