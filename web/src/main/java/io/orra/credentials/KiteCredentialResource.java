package io.orra.credentials;

import io.orra.authagent.KiteConnectionService;
import io.orra.http.EntityTags;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import io.orra.kite.KiteApiException;
import io.orra.kite.KiteSession;
import io.orra.problem.InvalidFields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own Kite credentials. */
@ApplicationScoped
@Path("/account")
@AllowedTo(Roles.MEMBER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Account")
public class KiteCredentialResource {

    /** What a request token looks like: it becomes part of a form to the broker. */
    private static final String REQUEST_TOKEN = "[A-Za-z0-9._~-]*";

    /**
     * @param brokerUserId with brokerPassword, for automatic login; otherwise both are left out
     * @param autoLogin consent to automatic login; left out means no
     */
    @Schema(description = "Credentials of a Kite Connect app; with user id and password for automatic login")
    public record KiteCredentialRequest(
            @NotNull @Size(min = 4, max = 255) @Schema(example = "kiteapikey")
            String apiKey,

            @NotNull @Size(min = 4, max = 255) @Schema(example = "kiteapisecret")
            String apiSecret,

            @NotNull @Size(min = 8, max = 255) @Schema(example = "JBSWY3DPEHPK3PXP")
            String totpSecret,

            @Size(min = 2, max = 64) @Schema(nullable = true, example = "AB1234")
            String brokerUserId,

            @Size(min = 1, max = 255) @Schema(nullable = true)
            String brokerPassword,

            @Schema(nullable = true) Boolean autoLogin) {

        @Override
        public String toString() {
            return "KiteCredentialRequest[hidden]";
        }
    }

    @Schema(description = "Whether credentials are linked, and since when")
    public record KiteCredentialStatus(
            @Schema(required = true) boolean linked,
            @Schema(required = true, nullable = true) Instant updatedAt) {}

    @Schema(description = "A request token that a login at the broker gave; it is used up by this call")
    public record ConnectionRequest(
            @NotNull @Size(min = 8, max = 1024) @Pattern(regexp = REQUEST_TOKEN) @Schema(example = "Tok3nFromRedirect")
            String requestToken) {

        @Override
        public String toString() {
            return "ConnectionRequest[hidden]";
        }
    }

    /** Always with status 200, as in the original: {@code success} tells. */
    @Schema(description = "Whether the broker gave a session; message ends with a stable code where it did not")
    public record ConnectionResult(
            @Schema(required = true) boolean success,

            @Schema(required = true, example = "Kite connection successful")
            String message,

            @Schema(required = true, nullable = true, example = "AB1234")
            String kiteUserId) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private KiteLinkReader links;

    @Inject
    private KiteCredentialService credentials;

    @Inject
    private KiteConnectionService connections;

    @Inject
    private EntityTags tags;

    @PUT
    @Path("/kite-credentials")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "linkKiteCredentials",
            summary = "Link Kite credentials",
            description = "In place of earlier ones. They are sealed at once and never shown again.")
    public KiteCredentialStatus link(@NotNull @Valid KiteCredentialRequest request) {
        if ((request.brokerUserId() == null) != (request.brokerPassword() == null)) {
            String missing = request.brokerUserId() == null ? "broker_user_id" : "broker_password";
            throw InvalidFields.of(missing, "together", "user id and password go together");
        }
        KiteLink link = new KiteLink(
                request.apiKey(),
                request.apiSecret(),
                request.totpSecret(),
                request.brokerUserId(),
                request.brokerPassword(),
                Boolean.TRUE.equals(request.autoLogin()));
        return status(Optional.of(credentials.link(caller.get(), link, tags.precondition())));
    }

    @GET
    @Path("/kite-credentials/status")
    @Operation(
            operationId = "getKiteCredentialStatus",
            summary = "Are credentials linked",
            description = "Tells whether the caller has linked credentials, and when they last changed.")
    public KiteCredentialStatus status() {
        return status(links.state(caller.get()));
    }

    @DELETE
    @Path("/kite-credentials")
    @Operation(
            operationId = "eraseKiteCredentials",
            summary = "Erase Kite credentials",
            description = "Also ends the caller's session, at the broker too.")
    public void erase() {
        credentials.erase(caller.get(), tags.precondition());
    }

    @POST
    @Path("/kite/check-connection")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "checkKiteConnection",
            summary = "Open a broker session by hand",
            description = "Exchanges the request token; the session is the tenant's from then on. 200 also when the"
                    + " broker refuses: success tells.")
    public ConnectionResult checkConnection(@NotNull @Valid ConnectionRequest request) {
        try {
            KiteSession session = connections.connect(caller.get(), request.requestToken());
            return new ConnectionResult(true, "Kite connection successful", session.userId());
        } catch (KiteApiException refused) {
            return new ConnectionResult(
                    false, "Kite connection failed: " + refused.kind().code(), null);
        }
    }

    private KiteCredentialStatus status(Optional<LinkState> state) {
        tags.answer(state.map(LinkState::version).orElse(null));
        return new KiteCredentialStatus(
                state.isPresent(), state.map(LinkState::linkedAt).orElse(null));
    }
}
