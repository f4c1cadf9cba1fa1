package io.orra.credentials;

import io.orra.authagent.KiteConnectionService;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import io.orra.kite.KiteApiException;
import io.orra.kite.KiteSession;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

/** The caller's own Kite credentials. */
@Path("/account")
@AllowedTo(Roles.MEMBER)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class KiteCredentialResource {

    /**
     * @param brokerUserId with brokerPassword, for automatic login; otherwise both are left out
     * @param autoLogin consent to automatic login; left out means no
     */
    public record KiteCredentialRequest(
            @NotNull @Size(min = 4, max = 255) String apiKey,
            @NotNull @Size(min = 4, max = 255) String apiSecret,
            @NotNull @Size(min = 8, max = 255) String totpSecret,
            @Size(min = 2, max = 64) String brokerUserId,
            @Size(min = 1, max = 255) String brokerPassword,
            Boolean autoLogin) {

        @Override
        public String toString() {
            return "KiteCredentialRequest[hidden]";
        }
    }

    public record KiteCredentialStatus(boolean linked, Instant updatedAt) {}

    public record ConnectionRequest(
            @NotNull @Size(min = 8, max = 1024) String requestToken) {

        @Override
        public String toString() {
            return "ConnectionRequest[hidden]";
        }
    }

    /** Always with status 200, as in the original: {@code success} tells. */
    public record ConnectionResult(boolean success, String message, String kiteUserId) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private KiteCredentialService credentials;

    @Inject
    private KiteConnectionService connections;

    @PUT
    @Path("/kite-credentials")
    public KiteCredentialStatus link(@NotNull @Valid KiteCredentialRequest request) {
        KiteLink link = new KiteLink(
                request.apiKey(),
                request.apiSecret(),
                request.totpSecret(),
                request.brokerUserId(),
                request.brokerPassword(),
                Boolean.TRUE.equals(request.autoLogin()));
        return new KiteCredentialStatus(true, credentials.link(caller.get(), link));
    }

    @GET
    @Path("/kite-credentials/status")
    public KiteCredentialStatus status() {
        return credentials
                .linkedAt(caller.get())
                .map(at -> new KiteCredentialStatus(true, at))
                .orElseGet(() -> new KiteCredentialStatus(false, null));
    }

    @POST
    @Path("/kite/check-connection")
    public ConnectionResult checkConnection(@NotNull @Valid ConnectionRequest request) {
        try {
            KiteSession session = connections.connect(caller.get(), request.requestToken());
            return new ConnectionResult(true, "Kite connection successful", session.userId());
        } catch (KiteApiException refused) {
            return new ConnectionResult(
                    false, "Kite connection failed: " + refused.kind().code(), null);
        }
    }
}
