package io.orra.audit;

import io.orra.identity.AllowedTo;
import io.orra.identity.Roles;
import io.orra.problem.InvalidFields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The whole trail. */
@ApplicationScoped
@Path("/admin/audit")
@AllowedTo(Roles.SUPER_ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin")
public class AdminAuditResource {

    @Inject
    private AuditReader trail;

    @GET
    @Operation(
            operationId = "getAudit",
            summary = "Read the audit trail of all tenants",
            description = "Newest first; of one tenant where tenant_id names it.")
    public AuditView.EntryPage get(
            @BeanParam AuditQuery query,
            @QueryParam("tenant_id")
                    @Parameter(
                            description = "This tenant only",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String tenant) {
        return AuditView.page(trail.all(query.search(id(tenant))), query.size());
    }

    private static UUID id(String tenant) {
        try {
            return tenant == null ? null : UUID.fromString(tenant);
        } catch (IllegalArgumentException notAnId) {
            throw InvalidFields.of("tenant_id", "uuid", "not an id");
        }
    }
}
