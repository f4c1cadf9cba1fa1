package io.orra.admin;

import io.orra.authagent.LoginAdministration;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a tenant's logins at the broker stand. */
@ApplicationScoped
@Path("/admin/tenants/{tenant_id}/logins")
@AllowedTo(Roles.SUPER_ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin")
public class TenantLoginResource {

    @Schema(description = "One linked user's logins; reason is that of the newest attempt, when it failed")
    public record LoginView(
            @Schema(required = true) UUID userId,
            @Schema(required = true) boolean autoLogin,
            @Schema(required = true) boolean paused,
            @Schema(required = true) long attemptsToday,
            @Schema(required = true) long countedToday,

            @Schema(required = true, nullable = true, example = "invalid_totp")
            String reason,

            @Schema(required = true, nullable = true) Instant sessionUntil) {}

    @Schema(description = "The linked users of an active tenant")
    public record LoginList(@Schema(required = true) List<LoginView> logins) {}

    @Schema(description = "How many attempts no longer hold the user")
    public record Cleared(@Schema(required = true) int attempts) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private LoginAdministration logins;

    @GET
    @Operation(
            operationId = "listTenantLogins",
            summary = "How a tenant's logins stand",
            description = "One entry for each linked user of an active tenant.")
    public LoginList list(@PathParam("tenant_id") UUID tenant) {
        return new LoginList(
                logins.of(tenant).stream().map(TenantLoginResource::view).toList());
    }

    @POST
    @Path("/{user_id}/clear")
    @Operation(
            operationId = "clearTenantLogin",
            summary = "Let a paused user be tried again",
            description = "Two tries a day and four in a row stay the limit, whatever is cleared.")
    public Cleared clear(@PathParam("tenant_id") UUID tenant, @PathParam("user_id") UUID user) {
        return new Cleared(logins.clear(caller.get(), tenant, user));
    }

    @GET
    @Path("/{user_id}/screenshot")
    @Produces("image/png")
    @Operation(
            operationId = "getLoginScreenshot",
            summary = "What the broker's page showed",
            description = "At the user's newest automatic login that met something only a person can deal with;"
                    + " without what is in the page's fields.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response screenshot(@PathParam("tenant_id") UUID tenant, @PathParam("user_id") UUID user) {
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.ok(logins.screenshot(caller.get(), tenant, user), "image/png")
                .cacheControl(never)
                .build();
    }

    private static LoginView view(LoginAdministration.LoginState state) {
        return new LoginView(
                state.userId(),
                state.autoLogin(),
                state.paused(),
                state.attemptsToday(),
                state.countedToday(),
                state.lastReason(),
                state.sessionUntil());
    }
}
