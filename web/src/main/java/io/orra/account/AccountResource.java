package io.orra.account;

import io.orra.identity.AllowedTo;
import io.orra.identity.Caller;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import io.orra.identity.TenantDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller: asks nothing but the gate. */
@ApplicationScoped
@Path("/account")
@AllowedTo(Roles.MEMBER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Account")
public class AccountResource {

    @Schema(description = "The tenant that the token's organization is")
    public record TenantState(
            @Schema(required = true) UUID tenantId,
            @Schema(required = true, example = "org_2abc") String clerkOrgId,
            @Schema(required = true) String name,
            @Schema(required = true, example = "pro") String subscriptionTier,
            @Schema(required = true) boolean isActive,

            @Schema(
                    required = true,
                    enumeration = {"active", "inactive", "suspended"})
            String state) {}

    @Schema(description = "Who calls")
    public record Account(
            @Schema(required = true) UUID userId,
            @Schema(required = true, example = "user_2abc") String subject,
            @Schema(required = true) List<String> roles,
            @Schema(required = true) TenantState tenant) {}

    @Inject
    private CurrentCaller current;

    @GET
    @Operation(operationId = "getAccount", summary = "Who am I", description = "User, roles and state of the tenant.")
    public Account get() {
        Caller caller = current.get();
        TenantDirectory.Entry tenant = current.tenant();
        return new Account(
                caller.userId(),
                caller.subject(),
                caller.roles().stream().sorted().toList(),
                new TenantState(
                        tenant.id(),
                        caller.organisation(),
                        tenant.name(),
                        tenant.subscriptionTier(),
                        tenant.active(),
                        tenant.state()));
    }
}
