package io.orra.authagent;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockOptions;

/** The attempts to log in at the broker, counted before they are made. */
public class LoginAttempts {

    /**
     * What the broker may have seen as a bad entry. One that succeeded sets the broker's count back, and one that failed
     * on the way never reached it.
     */
    static final Set<LoginOutcome> COUNTED =
            Set.of(LoginOutcome.STARTED, LoginOutcome.CREDENTIAL_FAILURE, LoginOutcome.UNCERTAIN);

    private static final Set<LoginOutcome> FAILED = Set.of(
            LoginOutcome.CREDENTIAL_FAILURE,
            LoginOutcome.UNCERTAIN,
            LoginOutcome.PERSON_NEEDED,
            LoginOutcome.TRANSIENT_FAILURE);

    /** Each may have cost the account one of the broker's five: two a day leave its owner three. */
    public static final int A_DAY = 2;
    /** In a row without a login, over any number of days. The broker blocks at five. */
    public static final int IN_A_ROW = 3;
    /** In a row whatever operators cleared: then only a login that the broker took, by a person, begins anew. */
    public static final int AT_MOST_IN_A_ROW = 4;

    private final EntityManager em;

    public LoginAttempts(EntityManager em) {
        this.em = em;
    }

    /**
     * Counts the account's next attempt, or says why there is none. It must be committed before the broker is asked, in a
     * transaction of its own: the account's row is locked until then, so that instances never take the same last attempt.
     */
    public AttemptStart start(AttemptRequest request, Instant now) {
        LoginAccounts accounts = new LoginAccounts(em);
        LoginAccounts.State account = accounts.lock(request.account());
        if (account.leased(now)) {
            return AttemptStart.held(AttemptStart.Hold.UNDER_WAY);
        }
        if (account.waits(now)) {
            return AttemptStart.held(AttemptStart.Hold.RETRY_LATER);
        }
        if (countedOnDay(request) >= A_DAY) {
            return AttemptStart.held(AttemptStart.Hold.DAY_SPENT);
        }
        List<LoginAttempt> row = countedInARow(request.account(), account.provenAt());
        long uncleared = row.stream().filter(attempt -> !attempt.isCleared()).count();
        if (uncleared >= IN_A_ROW || row.size() >= AT_MOST_IN_A_ROW) {
            return AttemptStart.held(AttemptStart.Hold.ROW_SPENT);
        }
        accounts.lease(request.account(), now);
        return AttemptStart.begun(add(request, now));
    }

    /** Records an attempt that ended before the broker was asked for a login. */
    public LoginAttempt note(AttemptRequest request, LoginOutcome outcome, String reason, Instant now) {
        LoginAttempt attempt = add(request, now);
        attempt.close(outcome, reason, now);
        return attempt;
    }

    private LoginAttempt add(AttemptRequest request, Instant now) {
        lock(request.tenantId(), request.userId(), request.businessDate());
        int earlier =
                on(request.tenantId(), request.userId(), request.businessDate()).size();
        LoginAttempt attempt = new LoginAttempt(request, earlier + 1, now);
        em.persist(attempt);
        em.flush();
        return attempt;
    }

    private long countedOnDay(AttemptRequest request) {
        return em.createQuery("""
                        select count(a) from LoginAttempt a
                        where a.account = :account and a.outcome in :counted
                          and (a.businessDate >= :date or a.startedAt >= :began)""", Long.class)
                .setParameter("account", request.account())
                .setParameter("counted", COUNTED)
                .setParameter("date", request.businessDate())
                .setParameter("began", StoredTime.of(request.dateBegan()))
                .getSingleResult();
    }

    private List<LoginAttempt> countedInARow(String account, Instant provenAt) {
        return em.createQuery("""
                        select a from LoginAttempt a
                        where a.account = :account and a.outcome in :counted and a.startedAt > :proven""", LoginAttempt.class)
                .setParameter("account", account)
                .setParameter("counted", COUNTED)
                .setParameter("proven", StoredTime.of(provenAt == null ? Instant.EPOCH : provenAt))
                .getResultList();
    }

    /**
     * An operator lets the user be tried again; the day's limit stays, and that of {@link #AT_MOST_IN_A_ROW}.
     *
     * @return how many attempts no longer hold the user
     */
    public int clear(UUID tenantId, UUID userId, Instant now) {
        List<LoginAttempt> held = em.createQuery("""
                        select a from LoginAttempt a
                        where a.tenantId = :tenant and a.userId = :user and a.clearedAt is null
                          and a.outcome in :failed""", LoginAttempt.class)
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .setParameter("failed", FAILED)
                .getResultList();
        held.forEach(attempt -> attempt.clear(now));
        return held.size();
    }

    /** Closes attempts whose process must have died: they stay counted. Returns how many. */
    public int closeAbandoned(Instant startedBefore, String reason, Instant now) {
        List<LoginAttempt> open = em.createQuery(
                        "select a from LoginAttempt a where a.outcome = :started and a.startedAt < :before",
                        LoginAttempt.class)
                .setParameter("started", LoginOutcome.STARTED)
                .setParameter("before", StoredTime.of(startedBefore))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", LockOptions.SKIP_LOCKED)
                .getResultList();
        open.forEach(attempt -> attempt.close(LoginOutcome.UNCERTAIN, reason, now));
        return open.size();
    }

    /**
     * Closes an attempt that was started, and frees its account. Once more the same way, and nothing changes: whoever lost
     * the answer to the commit may ask again.
     *
     * @param retryAt not before then again; null for no such wait
     * @param reason a short stable code, never a text from the broker; null when it succeeded
     * @return whether it was open until now
     * @throws IllegalArgumentException for {@link LoginOutcome#STARTED}, which is no end
     * @throws IllegalStateException when there is no such attempt, or it was closed in another way
     */
    public boolean close(
            UUID tenantId, UUID attemptId, LoginOutcome outcome, String reason, Instant retryAt, Instant now) {
        if (outcome == LoginOutcome.STARTED) {
            throw new IllegalArgumentException("An attempt does not end as started");
        }
        LoginAttempt attempt = em.find(LoginAttempt.class, attemptId);
        if (attempt == null || !attempt.tenantId().equals(tenantId)) {
            throw new IllegalStateException("No login attempt " + attemptId + " of this tenant");
        }
        if (attempt.outcome() == outcome) {
            return false;
        }
        if (attempt.outcome() != LoginOutcome.STARTED) {
            throw new IllegalStateException("Login attempt " + attemptId + " is closed");
        }
        LoginAccounts accounts = new LoginAccounts(em);
        attempt.account().ifPresent(accounts::lock);
        attempt.close(outcome, reason, now);
        attempt.account().ifPresent(account -> {
            if (outcome == LoginOutcome.SUCCEEDED) {
                accounts.proven(account, now);
            } else {
                accounts.release(account, retryAt, now);
            }
        });
        return true;
    }

    /** Whether the user was told of a failure for this reason on this day already. */
    public boolean told(LoginAttempt attempt) {
        return em.createQuery("""
                        select count(a) from LoginAttempt a
                        where a.tenantId = :tenant and a.userId = :user and a.businessDate = :date
                          and a.reason = :reason and a.attemptNo < :number""", Long.class)
                        .setParameter("tenant", attempt.tenantId())
                        .setParameter("user", attempt.userId())
                        .setParameter("date", attempt.businessDate())
                        .setParameter("reason", attempt.reason().orElse(""))
                        .setParameter("number", attempt.attemptNo())
                        .getSingleResult()
                > 0;
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
