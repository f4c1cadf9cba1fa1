package io.orra.credentials;

import io.orra.identity.Caller;
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
import java.util.Optional;

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
    private Clock clock;

    private KiteCredentials credentials;

    @PostConstruct
    void open() {
        credentials = new KiteCredentials(database);
    }

    /** Stores what the caller links, in place of an earlier link; returns when. */
    public Instant link(Caller caller, KiteLink link) {
        Instant now = clock.instant();
        SealedCredential sealed = vault.seal(caller.tenantId(), caller.userId(), link);
        Optional<KiteCredential> existing = credentials.find(caller.tenantId(), caller.userId());
        if (existing.isPresent()) {
            if (!sameApp(existing.get(), link)) {
                appChanged.fire(new AppChanged(caller));
            }
            existing.get().replace(sealed, link.autoLogin(), now);
            return existing.get().updatedAt();
        }
        KiteCredential created = new KiteCredential(caller.tenantId(), caller.userId(), sealed, link.autoLogin(), now);
        credentials.add(created);
        return created.updatedAt();
    }

    /** A session belongs to the app that opened it: under another app's key the broker refuses it. */
    private boolean sameApp(KiteCredential stored, KiteLink link) {
        try {
            return vault.open(stored).apiKey().equals(link.apiKey());
        } catch (CannotOpenException unopened) {
            return false;
        }
    }

    /** When the caller last linked credentials; empty when there are none. */
    public Optional<Instant> linkedAt(Caller caller) {
        return credentials.find(caller.tenantId(), caller.userId()).map(KiteCredential::updatedAt);
    }

    /**
     * The caller's credentials in clear.
     *
     * @throws Refusal 404 when there are none, 500 when no master key opens them
     */
    public KiteLink require(Caller caller) {
        KiteCredential stored = credentials
                .find(caller.tenantId(), caller.userId())
                .orElseThrow(() -> Refusal.notFound("kite-credentials-not-found", "Kite credentials not found"));
        try {
            return vault.open(stored);
        } catch (CannotOpenException unopened) {
            throw new Refusal(500, "credentials-unreadable", "Stored credentials could not be decrypted");
        }
    }
}
