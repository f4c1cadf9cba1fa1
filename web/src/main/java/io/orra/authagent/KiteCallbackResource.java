package io.orra.authagent;

import io.orra.identity.AllowedTo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the broker sends a person after the login. */
@ApplicationScoped
@Path("/kite/callback")
@AllowedTo(AllowedTo.ANYBODY)
@Produces(MediaType.TEXT_HTML)
@Tag(name = "Connections")
public class KiteCallbackResource {

    private static final String REQUEST_TOKEN = "[A-Za-z0-9._~-]{8,1024}";
    private static final int MAX_STATE = 2_048;

    @Inject
    private LoginCallback callback;

    @GET
    @Operation(
            operationId = "receiveKiteCallback",
            summary = "Receive a person from the broker's login",
            description = "Registered at Kite as the app's redirect URL. Takes what a link of Orra's brings back, once,"
                    + " and answers with a page for the visitor.")
    @APIResponse(
            responseCode = "200",
            description = "A page that says what happened",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
    public Response receive(
            @QueryParam("state") @Parameter(description = "As the link had it") String state,
            @QueryParam("request_token") @Parameter(description = "What the broker gave") String requestToken,
            @QueryParam("status") @Parameter(description = "success, or cancelled") String status) {
        String known = state == null || state.length() > MAX_STATE ? null : state;
        boolean given = !"cancelled".equals(status) && requestToken != null && requestToken.matches(REQUEST_TOKEN);
        return CallbackPage.of(callback.take(known, given ? requestToken : null));
    }
}
