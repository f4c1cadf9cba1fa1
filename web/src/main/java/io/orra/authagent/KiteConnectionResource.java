package io.orra.authagent;

import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import io.orra.kite.KiteApiException;
import io.orra.kite.KiteSession;
import io.orra.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tests of a connection to the broker. */
@ApplicationScoped
@Path("/connections/kite")
@AllowedTo(Roles.MEMBER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connections")
public class KiteConnectionResource {

    private static final String UUID_FORM =
            "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

    @Schema(description = "Whose credentials to test, with a request token that their login gave")
    public record ConnectionTest(
            @NotNull @Pattern(regexp = UUID_FORM) @Schema(example = "6ba7b811-9dad-51d1-80b4-00c04fd430c8")
            String userId,

            @NotNull
            @Size(min = 8, max = 1024)
            @Pattern(regexp = "[A-Za-z0-9._~-]*")
            @Schema(example = "Tok3nFromRedirect")
            String requestToken) {

        @Override
        public String toString() {
            return "ConnectionTest[hidden]";
        }
    }

    @Schema(description = "The broker gave a session; it was not kept")
    public record ConnectionTested(
            @Schema(required = true) boolean connected,
            @Schema(required = true, example = "AB1234") String kiteUserId,
            @Schema(required = true) String userName) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private KiteConnectionService connections;

    @POST
    @Path("/test")
    @Operation(
            operationId = "testKiteConnection",
            summary = "Test a user's credentials",
            description = "One's own, or as an administrator those of another user of the tenant. Uses the request"
                    + " token up; a live session may end by it. A refusal by the broker is 400 with a stable code.")
    public ConnectionTested test(@NotNull @Valid ConnectionTest request) {
        try {
            KiteSession session =
                    connections.test(caller.get(), UUID.fromString(request.userId()), request.requestToken());
            return new ConnectionTested(true, session.userId(), session.userName());
        } catch (KiteApiException refused) {
            throw Refusal.invalid(
                    "kite-connection-test-failed",
                    "Kite connection test failed: " + refused.kind().code());
        }
    }
}
