package io.orra.authagent;

import io.orra.credentials.KiteCredential;
import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;

/** Whom the ticker agent streams. */
public class LiveSessions {

    private final EntityManager em;

    public LiveSessions(EntityManager em) {
        this.em = em;
    }

    /** The users of active tenants who have credentials and a session that is live now, oldest tenant first. */
    public List<LiveSession> at(Instant now) {
        return em.createQuery("""
                        select c as credential, s as session
                        from KiteCredential c
                        join Tenant t on t.id = c.tenantId
                        join BrokerSession s on s.tenantId = c.tenantId and s.userId = c.userId
                        where t.active and s.endedAt is null and s.expiresAt > :now
                        order by t.createdAt, c.tenantId, c.userId""", Tuple.class)
                .setParameter("now", StoredTime.of(now))
                .getResultStream()
                .map(row -> LiveSession.of(
                        row.get("credential", KiteCredential.class), row.get("session", BrokerSession.class)))
                .toList();
    }
}
