package io.orra.kite;

import java.time.Instant;

/**
 * A broker session as the exchange of a request token gave it.
 *
 * @param loginTime when the broker says the login was; the broker gives whole seconds in Asia/Kolkata
 */
public record KiteSession(String userId, String userName, String email, String accessToken, Instant loginTime) {

    @Override
    public String toString() {
        return "KiteSession[userId=" + userId + ", loginTime=" + loginTime + "]";
    }
}
