package io.orra.authagent;

import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import io.orra.kite.KiteApi;
import io.orra.kite.KiteApiException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks the broker whether a session that somebody doubts still lives, and ends it when it doesn't: whoever consented
 * to automatic login is due again then. The ticker's refusal alone proves nothing, since an app without a market-data
 * plan is refused in the same words.
 */
@ApplicationScoped
public class SessionCheck {

    private static final Logger LOG = Logger.getLogger(SessionCheck.class.getName());

    @Inject
    private CredentialVault vault;

    @Inject
    private KiteApi kite;

    @Inject
    private BrokerSessionService sessions;

    /** Returns whether the broker still takes the session; a broker that can't be asked leaves it as it is. */
    public boolean check(LiveSession session) {
        try {
            kite.profile(
                    vault.openApiKey(session.tenantId(), session.userId(), session.apiKey()),
                    vault.openAccessToken(session.tenantId(), session.userId(), session.accessToken()));
            return true;
        } catch (KiteApiException refused) {
            boolean dead = refused.kind() == KiteApiException.Kind.TOKEN;
            if (dead) {
                LOG.log(Level.INFO, "the broker has ended the session of tenant {0}", session.tenantId());
                sessions.end(session.tenantId(), session.userId(), "refused_by_broker");
            }
            return !dead;
        } catch (CannotOpenException unopened) {
            LOG.log(Level.WARNING, "the session of tenant {0} cannot be opened", session.tenantId());
            return false;
        }
    }
}
