package io.orra.admin;

import io.orra.identity.AllowedTo;
import io.orra.identity.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The state of the whole. */
@ApplicationScoped
@Path("/admin/system/health")
@AllowedTo(value = Roles.SUPER_ADMIN, withoutDatabase = true)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin")
public class SystemHealthResource {

    @Schema(name = "SystemHealth", description = "Whether all of Orra is well, and what is not")
    public record Health(
            @Schema(
                    required = true,
                    enumeration = {"ok", "degraded"})
            String status,

            @Schema(required = true, description = "Stable words; empty when all is well")
            List<String> reasons,

            @Schema(required = true) boolean databaseOk,
            @Schema(required = true) boolean redisOk,
            @Schema(required = true) boolean artemisOk,
            @Schema(required = true) boolean brokerOk,

            @Schema(required = true, description = "The agents of this instance: whether each is healthy")
            Map<String, Boolean> agents,

            @Schema(required = true, nullable = true, description = "Null while the database does not answer")
            Long totalTenants,

            @Schema(required = true, nullable = true) Long connectedTenants) {}

    @Inject
    private SystemHealth system;

    @GET
    @Operation(
            operationId = "getSystemHealth",
            summary = "Is Orra well",
            description = "Always 200: degraded with its reasons when the database, Redis, Artemis, the broker or an"
                    + " agent is not well.")
    public Health get() {
        SystemHealth.Report report = system.report();
        return new Health(
                report.reasons().isEmpty() ? "ok" : "degraded",
                report.reasons(),
                report.databaseOk(),
                report.redisOk(),
                report.artemisOk(),
                report.brokerOk(),
                report.agents(),
                report.totalTenants(),
                report.connectedTenants());
    }
}
