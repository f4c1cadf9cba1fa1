package io.orra.billing;

import io.orra.identity.AllowedTo;
import io.orra.problem.Refusal;
import io.orra.ratelimit.CountedWhenRefused;
import io.orra.webhooks.SvixSignature;
import io.orra.webhooks.WebhookProvider;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Stripe's and Clerk's billing events. Anybody may post; only what one of them signed is taken. */
@ApplicationScoped
@Path("/webhooks/billing")
@AllowedTo(AllowedTo.ANYBODY)
@CountedWhenRefused
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class BillingWebhookResource {

    private static final int MAX_BODY = 256 * 1024;
    private static final int MAX_ID = 255;

    /** The original's answer to a webhook. */
    public record BillingEventReceived(
            boolean received,
            String eventType,
            @Schema(required = true, nullable = true) UUID tenantId,
            boolean updated) {}

    @Inject
    private BillingWebhookKeys keys;

    @Inject
    private BillingIntake intake;

    @POST
    @Operation(
            operationId = "receiveBillingEvent",
            summary = "Take a billing event",
            description = "Of Stripe or Clerk, told apart by the signature's header; each event once.")
    @Consumes(MediaType.WILDCARD)
    public BillingEventReceived receive(@Context HttpHeaders headers, InputStream rawBody) throws IOException {
        byte[] body = rawBody.readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new Refusal(413, "body-too-large", "The body is too large");
        }
        String id = header(headers, "svix-id", "webhook-id");
        WebhookProvider provider = keys.check(
                headers.getHeaderString("Stripe-Signature"),
                new SvixSignature.Signed(
                        id,
                        header(headers, "svix-timestamp", "webhook-timestamp"),
                        header(headers, "svix-signature", "webhook-signature"),
                        body));
        if (provider == WebhookProvider.CLERK && (id.isBlank() || id.length() > MAX_ID)) {
            throw Refusal.invalid("invalid-webhook-payload", "Invalid webhook payload");
        }
        BillingIntake.Receipt receipt = intake.receive(provider, id, body);
        return new BillingEventReceived(
                true, receipt.eventType(), receipt.tenant().orElse(null), receipt.updated());
    }

    private static String header(HttpHeaders headers, String name, String fallback) {
        String value = headers.getHeaderString(name);
        return value == null ? headers.getHeaderString(fallback) : value;
    }
}
