package io.orra.webhooks;

import io.orra.identity.AllowedTo;
import io.orra.problem.Refusal;
import io.orra.ratelimit.CountedWhenRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Clerk's events. Anybody may post; only what Clerk signed is taken. */
@ApplicationScoped
@Path("/webhooks/clerk")
@AllowedTo(AllowedTo.ANYBODY)
@CountedWhenRefused
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class ClerkWebhookResource {

    private static final int MAX_BODY = 64 * 1024;

    /** The original's answer to a webhook. */
    @Schema(name = "WebhookReceipt", description = "What became of the event")
    public record Received(
            @Schema(required = true) boolean received,

            @Schema(required = true, example = "organization.created")
            String eventType,

            @Schema(required = true, nullable = true) UUID tenantId,
            @Schema(required = true) boolean updated) {}

    @Inject
    private ClerkWebhookKeys keys;

    @Inject
    private ClerkEvents events;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "receiveClerkWebhook",
            summary = "Receive Clerk's events",
            description = "Signed by Svix' rule; each id counts once. organization.created, .updated and .deleted make,"
                    + " rename or suspend, and remove tenants.")
    @RequestBody(
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)),
            description = "An event as Clerk sends it")
    @Parameter(
            name = "svix-id",
            in = ParameterIn.HEADER,
            schema = @Schema(type = SchemaType.STRING),
            description = "The event's id, the same on every resend")
    @Parameter(
            name = "svix-timestamp",
            in = ParameterIn.HEADER,
            schema = @Schema(type = SchemaType.STRING),
            description = "Seconds since 1970")
    @Parameter(
            name = "svix-signature",
            in = ParameterIn.HEADER,
            schema = @Schema(type = SchemaType.STRING),
            description = "One or more v1 signatures")
    public Received receive(@Context HttpHeaders headers, InputStream rawBody) throws IOException {
        byte[] body = rawBody.readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new Refusal(413, "body-too-large", "The body is too large");
        }
        String id = header(headers, "svix-id", "webhook-id");
        keys.check(new SvixSignature.Signed(
                id,
                header(headers, "svix-timestamp", "webhook-timestamp"),
                header(headers, "svix-signature", "webhook-signature"),
                body));
        ClerkEvents.Receipt receipt = events.receive(id, body);
        return new Received(true, receipt.eventType(), receipt.tenant().orElse(null), receipt.updated());
    }

    private static String header(HttpHeaders headers, String name, String fallback) {
        String value = headers.getHeaderString(name);
        return value == null ? headers.getHeaderString(fallback) : value;
    }
}
