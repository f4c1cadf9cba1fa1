package io.orra.authagent;

import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import io.orra.credentials.KiteCredentials;
import io.orra.credentials.KiteLink;
import io.orra.kite.KiteSession;
import io.orra.kite.LoginFailureReason;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the database knows of logins: who may need one, which attempts were made, how they ended. */
@Stateless
public class LoginLedger {

    /** The broker blocks an account after five; two a day leaves its owner three. */
    static final int ATTEMPTS_A_DAY = 2;

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private CredentialVault vault;

    @Inject
    private BrokerSessionService sessions;

    @Inject
    private Clock clock;

    private LoginAttempts attempts;

    @PostConstruct
    void open() {
        attempts = new LoginAttempts(database);
    }

    /** Every linked user of an active tenant, with what is known of the day. */
    public List<LoginCandidate> candidates(LocalDate day) {
        return new LoginCandidates(database).on(day);
    }

    /**
     * Counts an attempt, before it is made and for good.
     *
     * @return its id; empty when the day's limit is reached and the broker must not be asked
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<UUID> start(LoginCandidate candidate, LocalDate day) {
        return attempts.start(
                        candidate.tenantId(),
                        candidate.userId(),
                        day,
                        candidate.credentialVersion(),
                        ATTEMPTS_A_DAY,
                        clock.instant())
                .map(LoginAttempt::id);
    }

    /**
     * The user's credentials in clear; empty when they were erased meanwhile.
     *
     * @throws CannotOpenException when no master key opens them
     */
    public Optional<KiteLink> credentials(LoginCandidate candidate) throws CannotOpenException {
        var stored = new KiteCredentials(database).find(candidate.tenantId(), candidate.userId());
        return stored.isEmpty() ? Optional.empty() : Optional.of(vault.open(stored.get()));
    }

    /** The attempt gave a session: both stand, or neither. */
    public void succeed(LoginCandidate candidate, UUID attempt, KiteSession session) {
        attempts.close(candidate.tenantId(), attempt, LoginOutcome.SUCCEEDED, null, clock.instant());
        sessions.keepForAgent(candidate.tenantId(), candidate.userId(), session);
    }

    /**
     * The attempt failed.
     *
     * @param counted whether the broker may have counted it against the account
     */
    public void fail(LoginCandidate candidate, UUID attempt, LoginFailureReason reason, boolean counted) {
        LoginOutcome outcome = counted ? LoginOutcome.CREDENTIAL_FAILURE : LoginOutcome.TRANSIENT_FAILURE;
        attempts.close(candidate.tenantId(), attempt, outcome, reason.code(), clock.instant());
    }
}
