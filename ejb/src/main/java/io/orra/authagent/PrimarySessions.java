package io.orra.authagent;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
}
