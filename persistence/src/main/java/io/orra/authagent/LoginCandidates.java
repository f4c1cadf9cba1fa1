package io.orra.authagent;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whom the auth agent may have to log in. */
public class LoginCandidates {

    private static final String CANDIDATE = """
            select new io.orra.authagent.LoginCandidate(
                c.tenantId, c.userId, c.credentialVersion, c.autoLogin,
                s.loginAt, s.expiresAt, s.endedAt, s.endReason,
                (select count(a) from LoginAttempt a
                 where a.tenantId = c.tenantId and a.userId = c.userId and a.businessDate = :date
                   and a.outcome in :counted),
                (select count(a) from LoginAttempt a
                 where a.tenantId = c.tenantId and a.userId = c.userId and a.businessDate = :date),
                (select count(a) from LoginAttempt a
                 where a.tenantId = c.tenantId and a.userId = c.userId
                   and a.credentialVersion = c.credentialVersion and a.clearedAt is null
                   and (a.outcome = :refused or a.outcome = :person and a.businessDate = :date)),
                (select max(a.reason) from LoginAttempt a
                 where a.tenantId = c.tenantId and a.userId = c.userId
                   and a.startedAt = (select max(b.startedAt) from LoginAttempt b
                                      where b.tenantId = c.tenantId and b.userId = c.userId)))
            from KiteCredential c
            join Tenant t on t.id = c.tenantId
            left join BrokerSession s on s.tenantId = c.tenantId and s.userId = c.userId
            where t.active""";

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
        return query(" order by t.createdAt, c.tenantId, c.userId", businessDate)
                .getResultList();
    }

    /** One of them, as it is now. */
    public Optional<LoginCandidate> of(UUID tenantId, UUID userId, LocalDate businessDate) {
        return query(" and c.tenantId = :tenant and c.userId = :user", businessDate)
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    /** Those of one tenant; none while it is not active. */
    public List<LoginCandidate> ofTenant(UUID tenantId, LocalDate businessDate) {
        return query(" and c.tenantId = :tenant order by c.userId", businessDate)
                .setParameter("tenant", tenantId)
                .getResultList();
    }

    private TypedQuery<LoginCandidate> query(String rest, LocalDate businessDate) {
        return em.createQuery(CANDIDATE + rest, LoginCandidate.class)
                .setParameter("date", businessDate)
                .setParameter("counted", LoginAttempts.COUNTED)
                .setParameter("refused", LoginOutcome.CREDENTIAL_FAILURE)
                .setParameter("person", LoginOutcome.PERSON_NEEDED);
    }
}
