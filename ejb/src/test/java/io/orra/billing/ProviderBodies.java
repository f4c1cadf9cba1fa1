package io.orra.billing;

import io.orra.billing.PlainBilling.Note;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Writes a note as the body that its provider would send, in one of the shapes of its API's history. */
final class ProviderBodies {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
    static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
    private static final Set<SubscriptionTier> TIERS =
            Set.of(SubscriptionTier.FREE, SubscriptionTier.BASIC, new SubscriptionTier("silver"), SubscriptionTier.PRO);

    private ProviderBodies() {}

    static Instant at(int step) {
        return START.plusSeconds(86_400L * step);
    }

    static BillingReport read(Note note, int shape) {
        try {
            return note.provider().equals("clerk")
                    ? new ClerkBillingReader(TIERS::contains).read(note.id(), clerk(note))
                    : new StripeEventReader(TIERS::contains).read(stripe(note, shape));
        } catch (MalformedBillingEventException notAnEvent) {
            throw new AssertionError(notAnEvent);
        }
    }

    static byte[] clerk(Note note) {
        JsonObjectBuilder data = JSON.createObjectBuilder()
                .add("object", "commerce_subscription_item")
                .add("id", note.subscription())
                .add("payer", JSON.createObjectBuilder().add("organization_id", "org_1"));
        if (note.tier() != null) {
            data.add("plan", JSON.createObjectBuilder().add("slug", note.tier()));
        }
        if (note.until() != null) {
            data.add("period_end", at(note.until()).toEpochMilli());
        }
        return bytes(JSON.createObjectBuilder()
                .add("object", "event")
                .add("type", note.type())
                .add("timestamp", at(note.step()).toEpochMilli())
                .add("data", data));
    }

    static byte[] stripe(Note note, int shape) {
        return bytes(JSON.createObjectBuilder()
                .add("id", note.id())
                .add("object", "event")
                .add("type", note.type())
                .add("created", at(note.step()).getEpochSecond())
                .add("data", JSON.createObjectBuilder().add("object", subject(note, shape))));
    }

    private static JsonObjectBuilder subject(Note note, int shape) {
        JsonObjectBuilder metadata = JSON.createObjectBuilder().add("clerk_org_id", "org_1");
        if (note.tier() != null) {
            metadata.add(shape % 2 == 0 ? "subscription_tier" : "tier", note.tier());
        }
        return note.type().startsWith("invoice.")
                ? invoice(note, shape, metadata)
                : subscription(note, shape, metadata);
    }

    private static JsonObjectBuilder subscription(Note note, int shape, JsonObjectBuilder metadata) {
        JsonObjectBuilder subject = JSON.createObjectBuilder()
                .add("object", "subscription")
                .add("status", note.type().endsWith("paused") ? "paused" : "active")
                .add("metadata", metadata);
        if (!note.subscription().isEmpty()) {
            subject.add("id", note.subscription());
        }
        if (note.until() != null && shape == 0) {
            subject.add("current_period_end", at(note.until()).getEpochSecond());
        } else if (note.until() != null) {
            JsonObjectBuilder item = JSON.createObjectBuilder()
                    .add("current_period_end", at(note.until()).getEpochSecond());
            subject.add(
                    "items",
                    JSON.createObjectBuilder()
                            .add("data", JSON.createArrayBuilder().add(item)));
        }
        return subject;
    }

    private static JsonObjectBuilder invoice(Note note, int shape, JsonObjectBuilder metadata) {
        JsonObjectBuilder subject = JSON.createObjectBuilder().add("object", "invoice");
        JsonObjectBuilder details = JSON.createObjectBuilder();
        JsonObjectBuilder line = JSON.createObjectBuilder();
        if (note.until() != null) {
            line.add(
                    "period",
                    JSON.createObjectBuilder().add("end", at(note.until()).getEpochSecond()));
        }
        switch (shape) {
            case 0 -> {
                details.add("subscription", note.subscription()).add("metadata", metadata);
                subject.add("metadata", JSON.createObjectBuilder())
                        .add("parent", JSON.createObjectBuilder().add("subscription_details", details));
            }
            case 1 ->
                subject.add("subscription", note.subscription())
                        .add("subscription_details", details.add("metadata", metadata));
            case 2 -> {
                line.add("metadata", metadata)
                        .add(
                                "parent",
                                JSON.createObjectBuilder()
                                        .add(
                                                "subscription_item_details",
                                                JSON.createObjectBuilder().add("subscription", note.subscription())));
            }
            default ->
                subject.add(
                        "subscription",
                        JSON.createObjectBuilder()
                                .add("id", note.subscription())
                                .add("metadata", metadata));
        }
        return subject.add(
                "lines",
                JSON.createObjectBuilder().add("data", JSON.createArrayBuilder().add(line)));
    }

    private static byte[] bytes(JsonObjectBuilder body) {
        return body.build().toString().getBytes(StandardCharsets.UTF_8);
    }
}
