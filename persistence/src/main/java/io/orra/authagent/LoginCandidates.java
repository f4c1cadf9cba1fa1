package io.orra.authagent;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;

/** Whom the auth agent may have to log in. */
public class LoginCandidates {

    private final EntityManager em;

    public LoginCandidates(EntityManager em) {
        this.em = em;
    }

    /**
     * Every linked user of an active tenant, oldest tenant first, in one query. Those without automatic login are among
     * them: they get a reminder instead.
     *
     * @param businessDate the day in Asia/Kolkata whose attempts are counted
     */
    public List<LoginCandidate> on(LocalDate businessDate) {
        return em.createQuery("""
                        select new io.orra.authagent.LoginCandidate(
                            c.tenantId, c.userId, c.credentialVersion, c.autoLogin, s.loginAt, s.expiresAt, s.endedAt,
                            (select count(a) from LoginAttempt a
                             where a.tenantId = c.tenantId and a.userId = c.userId and a.businessDate = :date
                               and a.outcome in :counted),
                            (select count(a) from LoginAttempt a
                             where a.tenantId = c.tenantId and a.userId = c.userId and a.businessDate = :date),
                            (select count(a) from LoginAttempt a
                             where a.tenantId = c.tenantId and a.userId = c.userId
                               and a.credentialVersion = c.credentialVersion and a.outcome = :refused))
                        from KiteCredential c
                        join Tenant t on t.id = c.tenantId
                        left join BrokerSession s on s.tenantId = c.tenantId and s.userId = c.userId
                        where t.active
                        order by t.createdAt, c.tenantId, c.userId""", LoginCandidate.class)
                .setParameter("date", businessDate)
                .setParameter("counted", LoginAttempts.COUNTED)
                .setParameter("refused", LoginOutcome.CREDENTIAL_FAILURE)
                .getResultList();
    }
}
