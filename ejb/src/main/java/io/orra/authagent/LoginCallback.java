package io.orra.authagent;

import io.orra.credentials.KiteLink;
import io.orra.credentials.SignedStates;
import io.orra.kite.KiteApi;
import io.orra.kite.KiteApiException;
import io.orra.kite.KiteSession;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes a person back from the broker's page. Nobody proves who they are here but by the state that went along: it is
 * taken once, and it is checked before the request token is used. No transaction is open while the broker is asked.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LoginCallback {

    private static final Logger LOG = Logger.getLogger(LoginCallback.class.getName());

    /** What came of it; the page says it in words. */
    public enum Outcome {
        LOGGED_IN,
        CANCELLED,
        /** Not signed by Orra, or too old. */
        INVALID_LINK,
        USED_LINK,
        /** The tenant is not active, or its credentials are gone. */
        NOT_ALLOWED,
        /** Another account than the linked one. */
        OTHER_ACCOUNT,
        /** The broker gave no session for the request token. */
        REFUSED,
        BROKER_AWAY
    }

    @Inject
    private SignedStates states;

    @Inject
    private CallbackBook book;

    @Inject
    private KiteApi kite;

    @Inject
    private Clock clock;

    /**
     * @param state as it came back; null when it did not
     * @param requestToken null or empty when the broker gave none
     */
    public Outcome take(String state, String requestToken) {
        Optional<SignedStates.State> known = Optional.ofNullable(state)
                .flatMap(states::read)
                .filter(one -> clock.instant().isBefore(one.expiresAt()));
        if (known.isEmpty()) {
            return Outcome.INVALID_LINK;
        }
        if (!book.use(known.get())) {
            return Outcome.USED_LINK;
        }
        if (requestToken == null || requestToken.isBlank()) {
            return Outcome.CANCELLED;
        }
        return book.link(known.get())
                .map(link -> exchange(known.get(), link, requestToken))
                .orElse(Outcome.NOT_ALLOWED);
    }

    private Outcome exchange(SignedStates.State state, KiteLink link, String requestToken) {
        try {
            KiteSession session = kite.exchange(link.apiKey(), link.apiSecret(), requestToken);
            if (link.brokerUserId() != null && !link.brokerUserId().strip().equalsIgnoreCase(session.userId())) {
                kite.logout(link.apiKey(), session.accessToken());
                book.failed(state, "other_account");
                return Outcome.OTHER_ACCOUNT;
            }
            return book.keep(state, session) ? Outcome.LOGGED_IN : Outcome.NOT_ALLOWED;
        } catch (KiteApiException refused) {
            LOG.log(Level.WARNING, "the login by hand of tenant {0} failed: {1}", new Object[] {
                state.tenantId(), refused.getMessage()
            });
            book.failed(state, refused.kind().code());
            return refused.retryable() ? Outcome.BROKER_AWAY : Outcome.REFUSED;
        }
    }
}
