package io.orra.authagent;

import io.orra.audit.Audit;
import io.orra.credentials.KiteCredential;
import io.orra.credentials.KiteCredentials;
import io.orra.identity.Caller;
import io.orra.problem.Refusal;
import io.orra.tenancy.TenantBound;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;

/** A user's own login and logout at the broker, by hand. */
@Stateless
@TenantBound
public class OwnLogin {

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager database;

    @Inject
    private LoginLinks links;

    @Inject
    private Event<LoggedOut> loggedOut;

    @Inject
    private Audit audit;

    /**
     * A link for the caller, good for ten minutes and once.
     *
     * @throws Refusal 403 while the tenant is not active, 404 without linked credentials, 500 when they can't be opened
     */
    public LoginLinks.LoginLink link(Caller caller) {
        if (!caller.tenantActive()) {
            throw Refusal.forbidden("tenant-inactive", "Tenant subscription is inactive");
        }
        KiteCredential credential = new KiteCredentials(database)
                .find(caller.tenantId(), caller.userId())
                .orElseThrow(() -> Refusal.notFound("kite-credentials-not-found", "Kite credentials not found"));
        return links.of(credential, LoginLinks.ASKED)
                .orElseThrow(
                        () -> new Refusal(500, "credentials-unreadable", "Stored credentials could not be decrypted"));
    }

    /** Ends the caller's session, here and at the broker; the auth agent opens no other that day. */
    public void logout(Caller caller) {
        loggedOut.fire(new LoggedOut(caller));
        audit.by(caller, "broker-session.logout", null, Map.of());
    }
}
