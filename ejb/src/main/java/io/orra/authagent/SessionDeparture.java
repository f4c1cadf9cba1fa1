package io.orra.authagent;

import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import io.orra.credentials.CredentialsErased;
import io.orra.credentials.KiteCredential;
import io.orra.credentials.KiteCredentials;
import io.orra.credentials.SealedValue;
import io.orra.identity.Caller;
import io.orra.kite.KiteApi;
import io.orra.kite.KiteApiException;
import io.orra.tenancy.AfterCommit;
import io.orra.tenancy.TenantChanged;
import io.orra.tenancy.TenantDeactivated;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends sessions for good with what they belonged to: in the database at once, in Redis and at the broker after the
 * commit. Told before the credentials are erased, because the broker's logout needs their API key.
 */
@ApplicationScoped
public class SessionDeparture {

    private static final Logger LOG = Logger.getLogger(SessionDeparture.class.getName());

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager tenantDatabase;

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager agentDatabase;

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

    void ofUser(@Observes CredentialsErased erased) {
        end(erased.caller(), "credentials_erased");
    }

    void byHand(@Observes LoggedOut out) {
        end(out.caller(), LoginPolicy.LOGGED_OUT);
    }

    private void end(Caller caller, String reason) {
        UUID tenant = caller.tenantId();
        UUID user = caller.userId();
        BrokerSessions sessions = new BrokerSessions(tenantDatabase);
        new KiteCredentials(tenantDatabase)
                .find(tenant, user)
                .ifPresent(credential ->
                        sessions.find(tenant, user).ifPresent(session -> end(credential, session, reason)));
    }

    void ofTenant(@Observes TenantChanged change) {
        String reason =
                switch (change.kind()) {
                    case SUSPENDED -> "tenant_suspended";
                    case REMOVED -> "tenant_removed";
                    case PROVISIONED, RESUMED -> null;
                };
        if (reason != null) {
            ofTenant(change.tenantId(), reason);
        }
    }

    void ofSubscription(@Observes TenantDeactivated change) {
        ofTenant(change.tenantId(), change.reason());
    }

    private void ofTenant(UUID tenant, String reason) {
        BrokerSessions sessions = new BrokerSessions(agentDatabase);
        new KiteCredentials(agentDatabase)
                .of(tenant)
                .forEach(credential -> sessions.find(tenant, credential.userId())
                        .ifPresent(session -> end(credential, session, reason)));
        sessions.endAll(tenant, reason, clock.instant());
        agentDatabase.flush();
        afterCommit.run("end of a tenant's sessions", () -> redis.forget(tenant));
    }

    private void end(KiteCredential credential, BrokerSession session, String reason) {
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
