package io.orra.webhooks;

import io.orra.identity.AllowedTo;
import io.orra.problem.Refusal;
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

/** Clerk's events. Anybody may post; only what Clerk signed is taken. */
@Path("/webhooks/clerk")
@AllowedTo(AllowedTo.ANYBODY)
@Produces(MediaType.APPLICATION_JSON)
public class ClerkWebhookResource {

    private static final int MAX_BODY = 64 * 1024;

    /** The original's answer to a webhook. */
    public record Received(boolean received, String eventType, UUID tenantId, boolean updated) {}

    @Inject
    private ClerkWebhookKeys keys;

    @Inject
    private ClerkEvents events;

    @POST
    @Consumes(MediaType.WILDCARD)
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
