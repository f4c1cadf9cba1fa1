package io.orra.simulators.kite;

import io.orra.simulators.http.RandomText;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Request tokens: 32 characters, single use, dead after a few minutes. */
public final class RequestTokens {
    private record Issued(String userId, String apiKey, Instant at) {}

    private final Clock clock;
    private final Map<String, Issued> issued = new LinkedHashMap<>();

    RequestTokens(Clock clock) {
        this.clock = clock;
    }

    public String issue(String userId, String apiKey) {
        String token = RandomText.alphanumeric(32);
        issued.put(token, new Issued(userId, apiKey, clock.instant()));
        return token;
    }

    /**
     * Takes the token out of the books.
     *
     * @return the user it was issued to
     * @throws KiteError the literal 403 for a token that is used, old, unknown or another app's
     */
    String redeem(String token, String apiKey, long ttlSeconds) {
        Issued found = issued.get(token);
        boolean good = found != null
                && Objects.equals(found.apiKey(), apiKey)
                && found.at().plusSeconds(ttlSeconds).isAfter(clock.instant());
        if (!good) {
            throw KiteError.token("Token is invalid or has expired.");
        }
        issued.remove(token);
        return found.userId();
    }

    /** Tokens issued to the user and neither used nor revoked; old ones count until they are tried. */
    public long of(String userId) {
        return issued.values().stream()
                .filter(one -> one.userId().equals(userId))
                .count();
    }

    void revoke(String userId) {
        issued.values().removeIf(one -> one.userId().equals(userId));
    }
}
