package io.orra.authagent;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockOptions;

/** The attempts to log in at the broker, counted before they are made. */
public class LoginAttempts {

    /**
     * What the broker may have seen as a bad entry. One that succeeded sets the broker's count back, and one that failed
     * on the way never reached it.
     */
    static final Set<LoginOutcome> COUNTED = Set.of(LoginOutcome.STARTED, LoginOutcome.CREDENTIAL_FAILURE);

    private static final Set<LoginOutcome> FAILED =
            Set.of(LoginOutcome.CREDENTIAL_FAILURE, LoginOutcome.TRANSIENT_FAILURE);

    private final EntityManager em;

    public LoginAttempts(EntityManager em) {
        this.em = em;
    }

    /**
     * Records the day's next attempt. It must be committed before the broker is asked, in a transaction of its own: a
     * lock on (tenant, user, day) is held until then, so that two instances never take the same last attempt.
     *
     * @param businessDate the day in Asia/Kolkata
     * @param limit how many attempts of the day may have failed on the credentials or have an unknown end
     * @return empty when the limit is reached: do not ask the broker
     */
    public Optional<LoginAttempt> start(
            UUID tenantId, UUID userId, LocalDate businessDate, long credentialVersion, int limit, Instant now) {
        lock(tenantId, userId, businessDate);
        List<LoginAttempt> earlier = on(tenantId, userId, businessDate);
        long counted = earlier.stream()
                .filter(attempt -> COUNTED.contains(attempt.outcome()))
                .count();
        if (counted >= limit) {
            return Optional.empty();
        }
        LoginAttempt attempt =
                new LoginAttempt(tenantId, userId, businessDate, earlier.size() + 1, credentialVersion, now);
        em.persist(attempt);
        em.flush();
        return Optional.of(attempt);
    }

    /**
     * Closes an attempt that was started.
     *
     * @param reason a short stable code, never a text from the broker; null when it succeeded
     * @throws IllegalArgumentException for {@link LoginOutcome#STARTED}, which is no end
     * @throws IllegalStateException when there is no such attempt, or it is closed already
     */
    public void close(UUID tenantId, UUID attemptId, LoginOutcome outcome, String reason, Instant now) {
        if (outcome == LoginOutcome.STARTED) {
            throw new IllegalArgumentException("An attempt does not end as started");
        }
        LoginAttempt attempt = em.find(LoginAttempt.class, attemptId);
        if (attempt == null || !attempt.tenantId().equals(tenantId)) {
            throw new IllegalStateException("No login attempt " + attemptId + " of this tenant");
        }
        if (attempt.outcome() != LoginOutcome.STARTED) {
            throw new IllegalStateException("Login attempt " + attemptId + " is closed");
        }
        attempt.close(outcome, reason, now);
    }

    /** The attempts of a day in Asia/Kolkata, in their order. */
    public List<LoginAttempt> on(UUID tenantId, UUID userId, LocalDate businessDate) {
        return em.createQuery("""
                        select a from LoginAttempt a
                        where a.tenantId = :tenant and a.userId = :user and a.businessDate = :date
                        order by a.attemptNo""", LoginAttempt.class)
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .setParameter("date", businessDate)
                .getResultList();
    }

    /** Failed attempts that nobody was told of yet, oldest first; locked, so that two instances never tell one twice. */
    public List<LoginAttempt> unreported(int most) {
        return em.createQuery("""
                        select a from LoginAttempt a
                        where a.reportedAt is null and a.outcome in :failed
                        order by a.finishedAt""", LoginAttempt.class)
                .setParameter("failed", FAILED)
                .setMaxResults(most)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", LockOptions.SKIP_LOCKED)
                .getResultList();
    }

    private void lock(UUID tenantId, UUID userId, LocalDate businessDate) {
        em.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(?1, 0))", Integer.class)
                .setParameter(1, "login_attempts/" + tenantId + "/" + userId + "/" + businessDate)
                .getSingleResult();
    }
}
