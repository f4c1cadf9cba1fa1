package io.orra.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens whose signature was checked lately. The same token again needs no second look at its signature: a client sends
 * one for all the requests of a minute. A key that Clerk withdraws counts here a minute longer at the most.
 */
final class ProvenTokens {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MOST = 4_096;

    private record Proven(ClerkToken token, Instant until) {}

    private final Map<String, Proven> known = new ConcurrentHashMap<>();
    private final Clock clock;

    ProvenTokens(Clock clock) {
        this.clock = clock;
    }

    Optional<ClerkToken> find(String token) {
        Proven proven = known.get(token);
        if (proven == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(proven.until())) {
            known.remove(token, proven);
            return Optional.empty();
        }
        return Optional.of(proven.token());
    }

    /** @param end when the token proves nothing any more */
    void keep(String token, ClerkToken proven, Instant end) {
        Instant now = clock.instant();
        if (known.size() >= MOST) {
            known.values().removeIf(one -> !now.isBefore(one.until()));
        }
        if (known.size() < MOST) {
            Instant until = now.plus(LONGEST);
            known.put(token, new Proven(proven, end.isBefore(until) ? end : until));
        }
    }
}
