package io.orra.authagent;

import io.orra.credentials.CannotOpenException;
import io.orra.credentials.KiteLink;
import io.orra.kite.BrokerClock;
import io.orra.kite.BrokerLogin;
import io.orra.kite.KiteApi;
import io.orra.kite.KiteApiException;
import io.orra.kite.KiteSession;
import io.orra.kite.LoginFailedException;
import io.orra.kite.LoginFailureReason;
import io.orra.kite.WebLogin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One automatic login of one user: counted first, then made, then closed with what came of it. A process that dies in
 * between leaves an attempt that counts.
 */
@ApplicationScoped
public class TenantLogin {

    private static final Logger LOG = Logger.getLogger(TenantLogin.class.getName());

    private LoginLedger ledger;
    private BrokerAccounts accounts;
    private BrokerClock brokerClock;
    private WebLogin web;
    private KiteApi kite;
    private OutcomeWriter writer;
    private RetryWait wait;
    private Clock clock;

    @Inject
    TenantLogin(
            LoginLedger ledger,
            BrokerAccounts accounts,
            BrokerClock brokerClock,
            WebLogin web,
            KiteApi kite,
            OutcomeWriter writer,
            RetryWait wait,
            Clock clock) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.brokerClock = brokerClock;
        this.web = web;
        this.kite = kite;
        this.writer = writer;
        this.wait = wait;
        this.clock = clock;
    }

    protected TenantLogin() {}

    public LoginResult attempt(LoginCandidate candidate) {
        KiteLink link;
        BrokerLogin login;
        try {
            link = link(candidate);
            login = accounts.login(candidate.tenantId(), link);
            login.requireComplete();
        } catch (LoginFailedException incomplete) {
            return note(candidate, LoginOutcome.CREDENTIAL_FAILURE, incomplete);
        }
        Optional<Instant> now;
        try {
            now = brokerClock.agreed();
        } catch (LoginFailedException away) {
            return note(candidate, LoginOutcome.TRANSIENT_FAILURE, away);
        }
        if (now.isEmpty()) {
            return LoginResult.CLOCK_OFF;
        }
        AttemptStart start = ledger.start(candidate, login.userId(), now.get());
        return start.begun()
                .map(attempt -> made(candidate, attempt, link, login))
                .orElseGet(() -> LoginResult.held(start.hold()));
    }

    private LoginResult note(LoginCandidate candidate, LoginOutcome outcome, LoginFailedException failure) {
        tell(candidate, failure);
        ledger.note(candidate, outcome, failure.reason(), clock.instant());
        return LoginResult.failed(failure.reason());
    }

    private LoginResult made(LoginCandidate candidate, UUID attempt, KiteLink link, BrokerLogin login) {
        Instant abandoned = clock.instant().plus(LoginAccounts.LEASE);
        try {
            KiteSession session = session(link, login);
            Instant given = clock.instant();
            writer.write(abandoned, () -> ledger.succeed(candidate, attempt, session, given));
            LOG.log(Level.INFO, "tenant {0} is logged in at the broker", candidate.tenantId());
            return LoginResult.LOGGED_IN;
        } catch (LoginFailedException failed) {
            tell(candidate, failed);
            LoginOutcome outcome = outcome(failed);
            boolean again = outcome == LoginOutcome.TRANSIENT_FAILURE || outcome == LoginOutcome.UNCERTAIN;
            Instant retryAt = again ? clock.instant().plus(wait.after(candidate.attempts())) : null;
            writer.write(abandoned, () -> ledger.fail(candidate, attempt, outcome, failed.reason(), retryAt));
            failed.screenshot().ifPresent(png -> ledger.picture(candidate, failed.reason(), png));
            return LoginResult.failed(failed.reason());
        }
    }

    private static void tell(LoginCandidate candidate, LoginFailedException failed) {
        LOG.log(Level.WARNING, "login of tenant {0} failed: {1}", new Object[] {
            candidate.tenantId(), failed.getMessage()
        });
    }

    private static LoginOutcome outcome(LoginFailedException failed) {
        if (failed.reason().credentialFailure() || failed.reason() == LoginFailureReason.MISSING_CREDENTIALS) {
            return LoginOutcome.CREDENTIAL_FAILURE;
        }
        if (failed.verdictOpen()) {
            return LoginOutcome.UNCERTAIN;
        }
        return failed.reason().needsPerson() ? LoginOutcome.PERSON_NEEDED : LoginOutcome.TRANSIENT_FAILURE;
    }

    private KiteSession session(KiteLink link, BrokerLogin login) throws LoginFailedException {
        String requestToken = web.obtain(login).value();
        try {
            return kite.exchange(link.apiKey(), link.apiSecret(), requestToken);
        } catch (KiteApiException refused) {
            throw LoginFailedException.after(reason(refused), "the request token gave no session");
        }
    }

    private KiteLink link(LoginCandidate candidate) throws LoginFailedException {
        try {
            return ledger.credentials(candidate)
                    .orElseThrow(() -> LoginFailedException.before(
                            LoginFailureReason.MISSING_CREDENTIALS, "the credentials were erased"));
        } catch (CannotOpenException unopened) {
            throw LoginFailedException.before(
                    LoginFailureReason.MISSING_CREDENTIALS, "the credentials can't be decrypted");
        }
    }

    private static LoginFailureReason reason(KiteApiException refused) {
        return switch (refused.kind()) {
            case SECRET, INPUT, PERMISSION, USER, NOT_FOUND -> LoginFailureReason.APP_MISCONFIGURED;
            case TIMEOUT -> LoginFailureReason.TIMEOUT;
            default -> LoginFailureReason.BROKER_UNAVAILABLE;
        };
    }
}
