package io.orra.credentials;

import io.orra.identity.Caller;
import io.orra.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Shows a user whether they have linked credentials. */
@ApplicationScoped
public class KiteLinkReader {

    @Inject
    private TenantDatabase database;

    /** When the caller last linked credentials; empty when there are none. */
    public Optional<LinkState> state(Caller caller) {
        return StoredLink.find(database.rows(), caller.tenantId(), caller.userId())
                .map(link -> new LinkState(link.updatedAt(), link.version()));
    }
}
