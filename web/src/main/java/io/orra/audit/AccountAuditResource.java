package io.orra.audit;

import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A tenant's own trail. */
@ApplicationScoped
@Path("/account/audit")
@AllowedTo(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Account")
public class AccountAuditResource {

    @Inject
    private CurrentCaller caller;

    @Inject
    private AuditReader trail;

    @GET
    @Operation(
            operationId = "getAccountAudit",
            summary = "Read the tenant's audit trail",
            description = "Everything that changed or was refused in the caller's tenant, newest first.")
    public AuditView.EntryPage get(@BeanParam AuditQuery query) {
        return AuditView.page(trail.own(caller.get(), query.search(null)), query.size());
    }
}
