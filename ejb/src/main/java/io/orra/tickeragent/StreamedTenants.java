package io.orra.tickeragent;

import io.orra.authagent.LiveSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Whose ticks go out now: by the newest reconciliation, and as long as the claim stands. Nobody else's are published. */
@ApplicationScoped
public class StreamedTenants {

    private StreamClaims claims;

    private volatile Map<UUID, LiveSession> sessions = Map.of();

    @Inject
    StreamedTenants(StreamClaims claims) {
        this.claims = claims;
    }

    protected StreamedTenants() {}

    Map<UUID, LiveSession> replace(Map<UUID, LiveSession> wanted) {
        Map<UUID, LiveSession> before = sessions;
        sessions = Map.copyOf(wanted);
        return before;
    }

    Optional<LiveSession> session(UUID tenant) {
        return claims.holds(tenant) ? Optional.ofNullable(sessions.get(tenant)) : Optional.empty();
    }

    boolean contains(UUID tenant) {
        return sessions.containsKey(tenant) && claims.holds(tenant);
    }
}
