package io.orra.credentials;

import io.orra.audit.Audit;
import io.orra.identity.Caller;
import io.orra.problem.Precondition;
import io.orra.problem.Refusal;
import io.orra.tenancy.TenantBound;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A user's own Kite credentials. */
@Stateless
@TenantBound
public class KiteCredentialService {

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager database;

    @Inject
    private CredentialVault vault;

    @Inject
    private Event<AppChanged> appChanged;

    @Inject
    private Event<CredentialsErased> erased;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    private KiteCredentials credentials;

    @PostConstruct
    void open() {
        credentials = new KiteCredentials(database);
    }

    /** Stores what the caller links, in place of an earlier link. */
    public LinkState link(Caller caller, KiteLink link, Precondition precondition) {
        Instant now = clock.instant();
        SealedCredential sealed = vault.seal(caller.tenantId(), caller.userId(), link);
        Optional<KiteCredential> existing = credentials.find(caller.tenantId(), caller.userId());
        precondition.check(existing.map(KiteCredential::version).orElse(null));
        KiteCredential credential = existing.orElseGet(() -> {
            KiteCredential created =
                    new KiteCredential(caller.tenantId(), caller.userId(), sealed, link.autoLogin(), now);
            credentials.add(created);
            return created;
        });
        if (existing.isPresent()) {
            if (!sameApp(credential, link)) {
                appChanged.fire(new AppChanged(caller));
            }
            credential.replace(sealed, link.autoLogin(), now);
        }
        database.flush();
        audit.by(
                caller,
                "kite-credentials.link",
                null,
                Map.of(
                        "auto_login",
                        Boolean.toString(link.autoLogin()),
                        "first",
                        Boolean.toString(existing.isEmpty())));
        return state(credential);
    }

    /** A session belongs to the app that opened it: under another app's key the broker refuses it. */
    private boolean sameApp(KiteCredential stored, KiteLink link) {
        try {
            return vault.open(stored).apiKey().equals(link.apiKey());
        } catch (CannotOpenException unopened) {
            return false;
        }
    }

    /**
     * Erases the caller's credentials and ends their session, here at once and at the broker after the commit.
     *
     * @throws Refusal 404 when there are none
     */
    public void erase(Caller caller, Precondition precondition) {
        KiteCredential stored = find(caller.tenantId(), caller.userId(), "Kite credentials not found");
        precondition.check(stored.version());
        erased.fire(new CredentialsErased(caller));
        credentials.erase(stored);
        database.flush();
        audit.by(caller, "kite-credentials.erase", null, Map.of());
    }

    private static LinkState state(KiteCredential credential) {
        return new LinkState(credential.updatedAt(), credential.version());
    }

    /**
     * The caller's credentials in clear.
     *
     * @throws Refusal 404 when there are none, 500 when no master key opens them
     */
    public KiteLink require(Caller caller) {
        return opened(find(caller.tenantId(), caller.userId(), "Kite credentials not found"));
    }

    /**
     * Another user's credentials of the caller's tenant in clear, for a test of the connection.
     *
     * @throws Refusal 404 when there are none in the caller's tenant, 500 when no master key opens them
     */
    public KiteLink requireOf(Caller caller, UUID user) {
        return opened(find(caller.tenantId(), user, "Kite credentials not found for this tenant/user"));
    }

    private KiteCredential find(UUID tenant, UUID user, String absent) {
        return credentials.find(tenant, user).orElseThrow(() -> Refusal.notFound("kite-credentials-not-found", absent));
    }

    private KiteLink opened(KiteCredential stored) {
        try {
            return vault.open(stored);
        } catch (CannotOpenException unopened) {
            throw new Refusal(500, "credentials-unreadable", "Stored credentials could not be decrypted");
        }
    }
}
