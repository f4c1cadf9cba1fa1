package io.orra.billing;

import static io.orra.billing.EventFields.object;
import static io.orra.billing.EventFields.objects;
import static io.orra.billing.EventFields.reference;
import static io.orra.billing.EventFields.seconds;
import static io.orra.billing.EventFields.text;

import io.orra.webhooks.WebhookProvider;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads Stripe's events, of today's API and of older ones, and the original's bare {@code subscription.deleted}. The
 * organisation and the tier are searched wherever the API ever put a subscription's metadata.
 */
public final class StripeEventReader {

    private static final int LONGEST_TYPE = 128;

    private final Predicate<SubscriptionTier> exists;

    /** @param exists which tiers there are: a word that is none of them counts as missing */
    public StripeEventReader(Predicate<SubscriptionTier> exists) {
        this.exists = exists;
    }

    public BillingReport read(byte[] body) throws MalformedBillingEventException {
        JsonObject event = EventFields.parse(body);
        String id = text(event, "id").orElseThrow(MalformedBillingEventException::new);
        String type = text(event, "type")
                .filter(name -> name.length() <= LONGEST_TYPE)
                .orElseThrow(MalformedBillingEventException::new);
        Instant created = seconds(event, "created").orElseThrow(MalformedBillingEventException::new);
        JsonObject subject = object(event, "data", "object");
        String subscription = subscription(type, subject).orElse("");
        Optional<String> word = tierWord(subject);
        Optional<SubscriptionTier> tier = word.flatMap(SubscriptionTier::named).filter(exists);
        FactKind kind = kind(type, subject, subscription.isEmpty() && word.isEmpty());
        return new BillingReport(
                type,
                text(event, "api_version").filter(version -> version.length() <= 64),
                new BillingFact(WebhookProvider.STRIPE, id, created, kind, subscription, tier, until(type, subject)),
                organisation(subject),
                customer(type, subject),
                note(kind, type, word, tier));
    }

    /** @param loose it names neither a subscription nor a tier: an invoice for something else */
    private static FactKind kind(String type, JsonObject subject, boolean loose) {
        return switch (type) {
            case "invoice.paid", "invoice.payment_succeeded" -> loose ? FactKind.NOTED : FactKind.PAID;
            case "invoice.payment_failed" -> loose ? FactKind.NOTED : FactKind.PAST_DUE;
            case "customer.subscription.deleted", "subscription.deleted" -> FactKind.ENDED;
            case "customer.subscription.created",
                    "customer.subscription.updated",
                    "customer.subscription.resumed",
                    "customer.subscription.paused",
                    "customer.subscription.trial_will_end" -> kindOfStatus(subject);
            default -> FactKind.NOTED;
        };
    }

    private static FactKind kindOfStatus(JsonObject subscription) {
        return switch (text(subscription, "status").orElse("")) {
            case "active", "trialing" -> FactKind.CURRENT;
            case "past_due" -> FactKind.PAST_DUE;
            case "unpaid", "paused" -> FactKind.SUSPENDED;
            case "canceled" -> FactKind.ENDED;
            default -> FactKind.NOTED;
        };
    }

    private static Optional<String> subscription(String type, JsonObject subject) {
        if (type.contains("subscription.")) {
            return text(subject, "id");
        }
        return reference(subject, "subscription")
                .or(() -> reference(object(subject, "parent", "subscription_details"), "subscription"))
                .or(() -> objects(subject, "lines")
                        .flatMap(line -> Stream.of(
                                reference(line, "subscription"),
                                reference(object(line, "parent", "subscription_item_details"), "subscription")))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<String> customer(String type, JsonObject subject) {
        boolean itself = type.startsWith("customer.") && "customer".equals(subject.getString("object", ""));
        return itself ? text(subject, "id") : reference(subject, "customer");
    }

    /** The tier that an event's object names, as it stands there. */
    static Optional<String> tierWord(JsonObject subject) {
        return first(places(subject), "subscription_tier", "tier");
    }

    static Optional<String> organisation(JsonObject subject) {
        return first(places(subject), "clerk_org_id", "org_id")
                .or(() -> first(Stream.of(subject), "clerk_org_id", "org_id"))
                .or(() -> text(subject, "client_reference_id"));
    }

    /** Every metadata that may speak of the subscription, the nearest first. */
    private static Stream<JsonObject> places(JsonObject subject) {
        return Stream.of(
                        Stream.of(
                                object(subject, "metadata"),
                                object(subject, "parent", "subscription_details", "metadata"),
                                object(subject, "subscription_details", "metadata"),
                                object(subject, "subscription", "metadata")),
                        lines(subject, line -> object(line, "metadata")),
                        lines(subject, line -> object(line, "price", "metadata")),
                        lines(subject, line -> object(line, "plan", "metadata")),
                        Stream.of(object(subject, "customer", "metadata")))
                .flatMap(Function.identity());
    }

    private static Stream<JsonObject> lines(JsonObject subject, Function<JsonObject, JsonObject> place) {
        return Stream.concat(objects(subject, "lines"), objects(subject, "items"))
                .map(place);
    }

    private static Optional<String> first(Stream<JsonObject> places, String... names) {
        return places.flatMap(place -> Stream.of(names).map(name -> text(place, name)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The end of the period: of the paid lines, or of the subscription, where newer APIs have it in its items. */
    private static Optional<Instant> until(String type, JsonObject subject) {
        if (type.startsWith("invoice.")) {
            return objects(subject, "lines")
                    .map(line -> seconds(object(line, "period"), "end"))
                    .flatMap(Optional::stream)
                    .max(Comparator.naturalOrder());
        }
        return seconds(subject, "current_period_end")
                .or(() -> objects(subject, "items")
                        .map(item -> seconds(item, "current_period_end"))
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder()));
    }

    private static Optional<String> note(
            FactKind kind, String type, Optional<String> word, Optional<SubscriptionTier> tier) {
        if (word.isPresent() && tier.isEmpty()) {
            return Optional.of("unknown_tier");
        }
        if (kind == FactKind.PAID && tier.isEmpty()) {
            return Optional.of("missing_tier");
        }
        boolean known = type.startsWith("invoice.")
                || type.startsWith("customer.subscription.")
                || type.startsWith("checkout.session.");
        return kind == FactKind.NOTED && !known ? Optional.of("unknown_type") : Optional.empty();
    }
}
