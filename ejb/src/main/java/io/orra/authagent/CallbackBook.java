package io.orra.authagent;

import io.orra.audit.Audit;
import io.orra.audit.AuditOutcome;
import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import io.orra.credentials.KiteCredential;
import io.orra.credentials.KiteCredentials;
import io.orra.credentials.KiteLink;
import io.orra.credentials.SignedStates;
import io.orra.kite.KiteSession;
import io.orra.tenancy.Tenant;
import io.orra.tenancy.Tenants;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the database has to say to a person who comes back from the broker. */
@Stateless
public class CallbackBook {

    private static final String ACTION = "broker-session.open";
    private static final String ACTOR = "login-link";

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private CredentialVault vault;

    @Inject
    private BrokerSessionService sessions;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** Whether the link comes back for the first time. */
    public boolean use(SignedStates.State state) {
        return new UsedLoginLinks(database).take(state.nonce(), state.expiresAt(), clock.instant());
    }

    /** The credentials that the link was made for; empty when they are gone, or the tenant is not active. */
    public Optional<KiteLink> link(SignedStates.State state) {
        try {
            Optional<KiteCredential> stored = stored(state);
            return stored.isEmpty() ? Optional.empty() : Optional.of(vault.open(stored.get()));
        } catch (CannotOpenException unopened) {
            return Optional.empty();
        }
    }

    /** Keeps the session, unless tenant or credentials have gone meanwhile. */
    public boolean keep(SignedStates.State state, KiteSession session) {
        if (stored(state).isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        sessions.keepForAgent(state.tenantId(), state.userId(), session, now);
        new LoginAccounts(database).proven(LoginAccounts.key(session.userId()), now);
        audit.byAgent(state.tenantId(), ACTOR, ACTION, AuditOutcome.DONE, null, user(state));
        return true;
    }

    public void failed(SignedStates.State state, String reason) {
        audit.byAgent(state.tenantId(), ACTOR, ACTION, AuditOutcome.FAILED, reason, user(state));
    }

    private static Map<String, String> user(SignedStates.State state) {
        return Map.of("user_id", state.userId().toString());
    }

    private Optional<KiteCredential> stored(SignedStates.State state) {
        return new Tenants(database)
                .find(state.tenantId())
                .filter(Tenant::isActive)
                .flatMap(tenant -> new KiteCredentials(database).find(state.tenantId(), state.userId()));
    }
}
