package io.orra.authagent;

import io.orra.credentials.KiteCredentialService;
import io.orra.credentials.KiteLink;
import io.orra.identity.Caller;
import io.orra.identity.Roles;
import io.orra.kite.KiteApi;
import io.orra.kite.KiteApiException;
import io.orra.kite.KiteSession;
import io.orra.problem.Refusal;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Turns a request token that a person's login gave into the tenant's session. No transaction is open while the
 * broker is asked.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KiteConnectionService {

    private static final Logger LOG = Logger.getLogger(KiteConnectionService.class.getName());

    @Inject
    private KiteCredentialService credentials;

    @Inject
    private KiteApi kite;

    @Inject
    private BrokerSessionService sessions;

    @Inject
    private SessionCheck check;

    @Resource
    private ManagedExecutorService threads;

    /**
     * @return the session, which is now the tenant's
     * @throws KiteApiException when the broker gave none
     */
    public KiteSession connect(Caller caller, String requestToken) throws KiteApiException {
        KiteLink link = credentials.require(caller);
        try {
            KiteSession session = kite.exchange(link.apiKey(), link.apiSecret(), requestToken);
            sessions.keep(caller, session);
            return session;
        } catch (KiteApiException refused) {
            sessions.connectFailed(caller, refused.kind().code());
            throw refused;
        }
    }

    /**
     * Whether the broker takes a user's credentials with this request token. The session it gives is not kept: it is
     * logged out, unless the broker gave the very token that the tenant lives on. A session that lived before may have
     * died of the test, so it is asked after.
     *
     * @throws KiteApiException when the broker gave none
     * @throws Refusal 403 when the credentials are somebody else's and the caller is no administrator
     */
    public KiteSession test(Caller caller, UUID user, String requestToken) throws KiteApiException {
        if (!user.equals(caller.userId()) && !caller.roles().contains(Roles.ADMIN)) {
            throw Refusal.forbidden("role-required", "Only an administrator may test another user's credentials");
        }
        KiteLink link = credentials.requireOf(caller, user);
        Optional<LiveSession> before = sessions.live(caller, user);
        KiteSession session;
        try {
            session = kite.exchange(link.apiKey(), link.apiSecret(), requestToken);
        } catch (KiteApiException refused) {
            sessions.testFailed(caller, user, refused.kind().code());
            throw refused;
        }
        boolean sameAsLive = before.isPresent() && sessions.holds(before.get(), session.accessToken());
        if (!sameAsLive) {
            logout(link, session);
            before.ifPresent(doubted -> threads.execute(() -> check.check(doubted)));
        }
        sessions.tested(caller, user);
        return session;
    }

    private void logout(KiteLink link, KiteSession session) {
        try {
            kite.logout(link.apiKey(), session.accessToken());
        } catch (KiteApiException refused) {
            LOG.log(Level.WARNING, "the broker did not take the logout of a test: {0}", refused.getMessage());
        }
    }
}
