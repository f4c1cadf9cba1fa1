package io.orra.authagent;

import io.orra.credentials.CannotOpenException;
import io.orra.credentials.KiteLink;
import io.orra.kite.BrokerLogin;
import io.orra.kite.KiteApi;
import io.orra.kite.KiteApiException;
import io.orra.kite.KiteSession;
import io.orra.kite.LoginFailedException;
import io.orra.kite.LoginFailureReason;
import io.orra.kite.WebLogin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One automatic login of one user: counted first, then made, then closed with what came of it. */
@ApplicationScoped
public class TenantLogin {

    private static final Logger LOG = Logger.getLogger(TenantLogin.class.getName());

    @Inject
    private LoginLedger ledger;

    @Inject
    private BrokerAccounts accounts;

    @Inject
    private WebLogin web;

    @Inject
    private KiteApi kite;

    /**
     * @param day the broker's day that the attempt counts in
     * @return empty when the user has a session now, else why not
     */
    public Optional<LoginFailureReason> attempt(LoginCandidate candidate, LocalDate day) {
        Optional<UUID> attempt = ledger.start(candidate, day);
        if (attempt.isEmpty()) {
            return Optional.of(LoginFailureReason.INVALID_CREDENTIALS);
        }
        try {
            ledger.succeed(candidate, attempt.get(), session(candidate));
            LOG.log(Level.INFO, "tenant {0} is logged in at the broker", candidate.tenantId());
            return Optional.empty();
        } catch (LoginFailedException failed) {
            LOG.log(Level.WARNING, "login of tenant {0} failed: {1}", new Object[] {
                candidate.tenantId(), failed.getMessage()
            });
            ledger.fail(candidate, attempt.get(), failed.reason(), counted(failed));
            return Optional.of(failed.reason());
        }
    }

    /** A time-out after the password went out leaves open whether the broker counted it, so it counts. */
    private static boolean counted(LoginFailedException failed) {
        return failed.reason().credentialFailure()
                || failed.reason() == LoginFailureReason.MISSING_CREDENTIALS
                || failed.reason() == LoginFailureReason.TIMEOUT && failed.credentialsSent();
    }

    private KiteSession session(LoginCandidate candidate) throws LoginFailedException {
        KiteLink link = link(candidate);
        BrokerLogin login = accounts.login(candidate.tenantId(), link);
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
