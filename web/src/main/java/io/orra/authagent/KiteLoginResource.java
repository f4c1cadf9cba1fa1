package io.orra.authagent;

import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A login at the broker by the caller's own hand. */
@ApplicationScoped
@Path("/account")
@AllowedTo(Roles.MEMBER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Account")
public class KiteLoginResource {

    @Schema(description = "Where to log in; the broker sends the visitor back to /api/v1/kite/callback")
    public record LoginLink(
            @Schema(required = true, example = "https://kite.zerodha.com/connect/login?v=3&api_key=key")
            String loginUrl,

            @Schema(required = true) Instant expiresAt) {

        @Override
        public String toString() {
            return "LoginLink[hidden]";
        }
    }

    @Inject
    private CurrentCaller caller;

    @Inject
    private OwnLogin login;

    @GET
    @Path("/kite/login")
    @Operation(
            operationId = "getKiteLogin",
            summary = "Link for a login by hand",
            description = "To open in a browser. Good for ten minutes and for one login; the session is then the"
                    + " tenant's.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = LoginLink.class)))
    public Response link() {
        LoginLinks.LoginLink link = login.link(caller.get());
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.ok(new LoginLink(link.address().toString(), link.expiresAt()))
                .cacheControl(never)
                .build();
    }

    @POST
    @Path("/kite/logout")
    @Operation(
            operationId = "logoutKite",
            summary = "End the broker session",
            description = "Here and at the broker. Automatic login opens no other one that day. Nothing happens"
                    + " without a session.")
    @APIResponse(responseCode = "204", description = "Done")
    public void logout() {
        login.logout(caller.get());
    }
}
