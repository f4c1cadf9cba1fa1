package io.orra.tickeragent;

import io.orra.authagent.LiveSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Whose ticks go out now, by the newest reconciliation. Nobody else's are published. */
@ApplicationScoped
public class StreamedTenants {

    private volatile Map<UUID, LiveSession> sessions = Map.of();

    Map<UUID, LiveSession> replace(Map<UUID, LiveSession> wanted) {
        Map<UUID, LiveSession> before = sessions;
        sessions = Map.copyOf(wanted);
        return before;
    }

    Optional<LiveSession> session(UUID tenant) {
        return Optional.ofNullable(sessions.get(tenant));
    }

    boolean contains(UUID tenant) {
        return sessions.containsKey(tenant);
    }
}
