package io.orra.authagent;

import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import io.orra.credentials.KiteCredentials;
import io.orra.credentials.KiteLink;
import io.orra.kite.KiteSession;
import io.orra.kite.LoginFailureReason;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the database knows of logins: who may need one, which attempts were made, how they ended. */
@Stateless
public class LoginLedger {

    @PersistenceContext(unitName = "orra-agent")
    EntityManager database;

    @Inject
    private CredentialVault vault;

    @Inject
    BrokerSessionService sessions;

    @Inject
    Clock clock;

    /** Every linked user of an active tenant, with what is known of the day. */
    public List<LoginCandidate> candidates(LocalDate day) {
        return new LoginCandidates(database).on(day);
    }

    /**
     * Counts an attempt, before it is made and for good, or says why the broker must not be asked.
     *
     * @param brokerUserId whose account it is
     * @param now the time on which the broker agrees
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public AttemptStart start(LoginCandidate candidate, String brokerUserId, Instant now) {
        AttemptRequest request = request(candidate, LoginAccounts.key(brokerUserId), now);
        new LoginAccounts(database).hold(request.account());
        // Whoever held it before may just have logged the user in.
        Optional<LoginCandidate> asItIs =
                new LoginCandidates(database).of(candidate.tenantId(), candidate.userId(), request.businessDate());
        if (!asItIs.map(candidate::sameAs).orElse(false)) {
            return AttemptStart.held(AttemptStart.Hold.CHANGED);
        }
        return new LoginAttempts(database).start(request, now);
    }

    /** The attempt ended before the broker was asked for a login: it costs the account nothing. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void note(LoginCandidate candidate, LoginOutcome outcome, LoginFailureReason reason, Instant now) {
        new LoginAttempts(database).note(request(candidate, null, now), outcome, reason.code(), now);
    }

    private static AttemptRequest request(LoginCandidate candidate, String account, Instant now) {
        return new AttemptRequest(
                candidate.tenantId(),
                candidate.userId(),
                account,
                BrokerDay.businessDate(now),
                BrokerDay.dateBegan(now),
                candidate.credentialVersion());
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

    /**
     * The attempt gave a session: both stand, or neither. What stands already is left as it is.
     *
     * @param given when, by this host's clock
     */
    public void succeed(LoginCandidate candidate, UUID attempt, KiteSession session, Instant given) {
        boolean open = new LoginAttempts(database)
                .close(candidate.tenantId(), attempt, LoginOutcome.SUCCEEDED, null, null, clock.instant());
        if (open) {
            sessions.keepForAgent(candidate.tenantId(), candidate.userId(), session, given);
        }
    }

    /**
     * The attempt failed. What stands already is left as it is.
     *
     * @param retryAt no instance tries again before then; null where only the count decides
     */
    public void fail(
            LoginCandidate candidate, UUID attempt, LoginOutcome outcome, LoginFailureReason reason, Instant retryAt) {
        new LoginAttempts(database)
                .close(candidate.tenantId(), attempt, outcome, reason.code(), retryAt, clock.instant());
    }

    /** What the page showed at an attempt that needs a person. */
    public void picture(LoginCandidate candidate, LoginFailureReason reason, byte[] png) {
        new LoginScreenshots(database)
                .put(candidate.tenantId(), candidate.userId(), reason.code(), png, clock.instant());
    }

    /** Attempts whose process must have died are told of as timed out; they stay counted. */
    public void closeAbandoned() {
        Instant now = clock.instant();
        new LoginAttempts(database)
                .closeAbandoned(now.minus(LoginAccounts.LEASE), LoginFailureReason.TIMEOUT.code(), now);
    }
}
