package io.orra.authagent;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Broker sessions, one row for each user of a tenant: the newest. */
public class BrokerSessions {

    private final EntityManager em;

    public BrokerSessions(EntityManager em) {
        this.em = em;
    }

    /**
     * Stores the session in place of an older one. The newest login wins, since the broker drops the earlier token: when
     * agent and check-connection log in at once, the order of the writes does not matter.
     *
     * @return false when the row already holds a session of a later login
     */
    public boolean store(OpenedSession session, Instant now) {
        int rows = em.createNativeQuery("""
                        insert into broker_sessions as s (id, tenant_id, user_id, kite_user_id, access_token_encrypted,
                                                          key_id, login_at, expires_at, version, created_at, updated_at)
                        values (:id, :tenant, :user, :kiteUser, :token, :key, :loginAt, :expiresAt, 0, :now, :now)
                        on conflict (tenant_id, user_id) do update
                        set kite_user_id = excluded.kite_user_id,
                            access_token_encrypted = excluded.access_token_encrypted,
                            key_id = excluded.key_id,
                            login_at = excluded.login_at,
                            expires_at = excluded.expires_at,
                            ended_at = null,
                            end_reason = null,
                            version = s.version + 1,
                            updated_at = excluded.updated_at
                        where s.login_at <= excluded.login_at""")
                .setParameter("id", UUID.randomUUID())
                .setParameter("tenant", session.tenantId())
                .setParameter("user", session.userId())
                .setParameter("kiteUser", session.kiteUserId())
                .setParameter("token", session.accessToken().text())
                .setParameter("key", session.accessToken().keyId())
                .setParameter("loginAt", StoredTime.of(session.loginAt()))
                .setParameter("expiresAt", StoredTime.of(session.expiresAt()))
                .setParameter("now", StoredTime.of(now))
                .executeUpdate();
        return rows == 1;
    }

    public Optional<BrokerSession> find(UUID tenantId, UUID userId) {
        return em.createQuery(
                        "select s from BrokerSession s where s.tenantId = :tenant and s.userId = :user",
                        BrokerSession.class)
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    /** Ends every session of a tenant that has not ended; returns how many. */
    public int endAll(UUID tenantId, String reason, Instant now) {
        List<BrokerSession> open = em.createQuery(
                        "select s from BrokerSession s where s.tenantId = :tenant and s.endedAt is null",
                        BrokerSession.class)
                .setParameter("tenant", tenantId)
                .getResultList();
        open.forEach(session -> session.end(reason, now));
        return open.size();
    }
}
