package io.orra.authagent;

import io.orra.credentials.KiteCredentialService;
import io.orra.credentials.KiteLink;
import io.orra.identity.Caller;
import io.orra.kite.KiteApi;
import io.orra.kite.KiteApiException;
import io.orra.kite.KiteSession;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * Turns a request token that a person's login gave into the tenant's session. No transaction is open while the
 * broker is asked.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KiteConnectionService {

    @Inject
    private KiteCredentialService credentials;

    @Inject
    private KiteApi kite;

    @Inject
    private BrokerSessionService sessions;

    /**
     * @return the session, which is now the tenant's
     * @throws KiteApiException when the broker gave none
     */
    public KiteSession connect(Caller caller, String requestToken) throws KiteApiException {
        KiteLink link = credentials.require(caller);
        KiteSession session = kite.exchange(link.apiKey(), link.apiSecret(), requestToken);
        sessions.keep(caller, session);
        return session;
    }
}
