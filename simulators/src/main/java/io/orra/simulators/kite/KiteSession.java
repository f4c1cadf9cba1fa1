package io.orra.simulators.kite;

import java.time.Instant;

/** A live API session: what one exchange of a request token gave. */
public record KiteSession(
        String userId, String apiKey, String accessToken, String publicToken, String enctoken, Instant loginTime) {
    @Override
    public String toString() {
        return "KiteSession[" + userId + ", " + apiKey + "]";
    }
}
