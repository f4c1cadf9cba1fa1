package io.orra.authagent;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The sessions that live now. */
@Stateless
public class PrimarySessions {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private Clock clock;

    /** All of them. */
    public List<LiveSession> all() {
        return new LiveSessions(database).at(clock.instant());
    }

    /** One for each active tenant: of several users' sessions, the first by user id, so that it stays the same one. */
    public Collection<LiveSession> primary() {
        Map<UUID, LiveSession> first = new LinkedHashMap<>();
        new LiveSessions(database)
                .at(clock.instant())
                .forEach(session -> first.putIfAbsent(session.tenantId(), session));
        return first.values();
    }

    /** The tenant's; empty when it has none, or is not active. */
    public Optional<LiveSession> primaryOf(UUID tenant) {
        return new LiveSessions(database).primaryOf(tenant, clock.instant());
    }

    /** Active tenants that lately lost their last session. */
    public List<UUID> lost(Duration lately) {
        Instant now = clock.instant();
        return new LiveSessions(database).leftWithout(now.minus(lately), now);
    }
}
