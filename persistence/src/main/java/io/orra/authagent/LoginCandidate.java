package io.orra.authagent;

import java.time.Instant;
import java.util.UUID;

/**
 * A user of an active tenant who has linked credentials, with what the auth agent needs to decide about a login.
 *
 * @param autoLogin whether the user consented to automatic login
 * @param sessionLoginAt null when there was never a session; so is sessionExpiresAt
 * @param sessionEndedAt null unless the newest session was ended before its time
 * @param countedAttempts attempts of the day that count against the limit, see {@link LoginAttempts#start}
 * @param attempts all attempts of the day
 * @param refusals attempts of any day that the broker refused on the credentials as they stand now: more than none
 *     pauses the user until they change
 */
public record LoginCandidate(
        UUID tenantId,
        UUID userId,
        long credentialVersion,
        boolean autoLogin,
        Instant sessionLoginAt,
        Instant sessionExpiresAt,
        Instant sessionEndedAt,
        long countedAttempts,
        long attempts,
        long refusals) {

    public boolean paused() {
        return refusals > 0;
    }

    public boolean hasLiveSession(Instant now) {
        return sessionExpiresAt != null && sessionEndedAt == null && now.isBefore(sessionExpiresAt);
    }
}
