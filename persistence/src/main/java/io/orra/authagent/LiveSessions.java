package io.orra.authagent;

import io.orra.credentials.KiteCredential;
import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whom the ticker agent streams. */
public class LiveSessions {

    private final EntityManager em;

    public LiveSessions(EntityManager em) {
        this.em = em;
    }

    private static final String LIVE = """
            select c as credential, s as session
            from KiteCredential c
            join Tenant t on t.id = c.tenantId
            join BrokerSession s on s.tenantId = c.tenantId and s.userId = c.userId
            where t.active and s.endedAt is null and s.expiresAt > :now""";

    /** The users of active tenants who have credentials and a session that is live now, oldest tenant first. */
    public List<LiveSession> at(Instant now) {
        return em.createQuery(LIVE + " order by t.createdAt, c.tenantId, c.userId", Tuple.class)
                .setParameter("now", StoredTime.of(now))
                .getResultStream()
                .map(LiveSessions::session)
                .toList();
    }

    /** The one that stands for the tenant: of several users' the first by user id, so that it stays the same one. */
    public Optional<LiveSession> primaryOf(UUID tenantId, Instant now) {
        return em.createQuery(LIVE + " and c.tenantId = :tenant order by c.userId", Tuple.class)
                .setParameter("now", StoredTime.of(now))
                .setParameter("tenant", tenantId)
                .setMaxResults(1)
                .getResultStream()
                .map(LiveSessions::session)
                .findFirst();
    }

    /** One user's, when the tenant is active and the session lives now. */
    public Optional<LiveSession> of(UUID tenantId, UUID userId, Instant now) {
        return em.createQuery(LIVE + " and c.tenantId = :tenant and c.userId = :user", Tuple.class)
                .setParameter("now", StoredTime.of(now))
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .getResultStream()
                .map(LiveSessions::session)
                .findFirst();
    }

    /** Active tenants, one of whose sessions ended since that moment, and none of which is live. */
    public List<UUID> leftWithout(Instant since, Instant now) {
        return em.createQuery("""
                        select distinct e.tenantId from BrokerSession e join Tenant t on t.id = e.tenantId
                        where t.active and e.endedAt > :since and not exists (
                            select 1 from BrokerSession s
                            where s.tenantId = e.tenantId and s.endedAt is null and s.expiresAt > :now)""", UUID.class)
                .setParameter("since", StoredTime.of(since))
                .setParameter("now", StoredTime.of(now))
                .getResultList();
    }

    /** How many tenants have a live session. */
    public long tenants(Instant now) {
        return em.createQuery("""
                        select count(distinct s.tenantId) from BrokerSession s join Tenant t on t.id = s.tenantId
                        where t.active and s.endedAt is null and s.expiresAt > :now""", Long.class)
                .setParameter("now", StoredTime.of(now))
                .getSingleResult();
    }

    private static LiveSession session(Tuple row) {
        return LiveSession.of(row.get("credential", KiteCredential.class), row.get("session", BrokerSession.class));
    }
}
