package io.orra.authagent;

import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import io.orra.credentials.KiteCredential;
import io.orra.credentials.SealedValue;
import io.orra.kite.KiteApi;
import io.orra.kite.KiteApiException;
import io.orra.tenancy.AfterCommit;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends a session for good: in the database at once, in Redis and at the broker after the commit. Call it before the
 * credentials are erased, because the broker's logout needs their API key.
 */
@ApplicationScoped
public class SessionDeparture {

    private static final Logger LOG = Logger.getLogger(SessionDeparture.class.getName());

    @Inject
    private CredentialVault vault;

    @Inject
    private KiteApi kite;

    @Inject
    private RedisSessions redis;

    @Inject
    private AfterCommit afterCommit;

    @Inject
    private Clock clock;

    @Resource
    private ManagedExecutorService threads;

    /** @param reason a stable word, kept with the session */
    public void of(KiteCredential credential, BrokerSession session, String reason) {
        UUID tenant = session.tenantId();
        UUID user = session.userId();
        Optional<SealedValue> token = session.isLive(clock.instant()) ? session.accessToken() : Optional.empty();
        SealedValue apiKey = credential.apiKey();
        session.end(reason, clock.instant());
        afterCommit.run("end of a session", () -> {
            token.ifPresent(live -> threads.execute(() -> logout(tenant, user, apiKey, live)));
            redis.forget(tenant);
        });
    }

    /** Tried once: what the broker does not hear of ends there with its day. */
    private void logout(UUID tenant, UUID user, SealedValue apiKey, SealedValue token) {
        try {
            kite.logout(vault.openApiKey(tenant, user, apiKey), vault.openAccessToken(tenant, user, token));
        } catch (KiteApiException refused) {
            LOG.log(Level.WARNING, "the broker did not take the logout of tenant {0}: {1}", new Object[] {
                tenant, refused.getMessage()
            });
        } catch (CannotOpenException unopened) {
            LOG.log(Level.WARNING, "the session of tenant {0} can't be opened to log out", tenant);
        }
    }
}
