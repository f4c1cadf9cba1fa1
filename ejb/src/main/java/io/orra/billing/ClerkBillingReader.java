package io.orra.billing;

import static io.orra.billing.EventFields.millis;
import static io.orra.billing.EventFields.object;
import static io.orra.billing.EventFields.text;

import io.orra.webhooks.WebhookProvider;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads Clerk's billing events. What counts is the item of a subscription: Clerk has no end of a subscription, only
 * {@code subscriptionItem.ended}, and a cancelled item keeps its features to the end of its period. Every organisation
 * has a free item by default; it says nothing of what is paid for.
 */
public final class ClerkBillingReader {

    private static final int LONGEST_TYPE = 128;
    private static final Set<String> FREE_PLANS = Set.of("free", "free_org", "free_user");

    private final Predicate<SubscriptionTier> exists;

    /** @param exists which tiers there are: a word that is none of them counts as missing */
    public ClerkBillingReader(Predicate<SubscriptionTier> exists) {
        this.exists = exists;
    }

    /** @param messageId the sender's id of the event, the same on every resend */
    public BillingReport read(String messageId, byte[] body) throws MalformedBillingEventException {
        JsonObject event = EventFields.parse(body);
        String type = text(event, "type")
                .filter(name -> name.length() <= LONGEST_TYPE)
                .orElseThrow(MalformedBillingEventException::new);
        Instant at = millis(event, "timestamp").orElseThrow(MalformedBillingEventException::new);
        JsonObject data = object(event, "data");
        boolean free = isFree(data);
        Optional<String> word = tierWord(data);
        Optional<SubscriptionTier> tier =
                free ? Optional.empty() : word.flatMap(SubscriptionTier::named).filter(exists);
        boolean item = type.startsWith("subscriptionItem.");
        FactKind kind = free ? FactKind.NOTED : kind(type, data);
        return new BillingReport(
                type,
                Optional.empty(),
                new BillingFact(
                        WebhookProvider.CLERK,
                        messageId,
                        at,
                        kind,
                        item ? text(data, "id").orElse("") : "",
                        tier,
                        millis(data, "period_end")),
                organisation(data),
                text(object(data, "payer"), "id"),
                note(type, kind, free, word, tier));
    }

    private static FactKind kind(String type, JsonObject data) {
        return switch (type) {
            case "subscriptionItem.active" -> FactKind.CURRENT;
            case "subscriptionItem.created", "subscriptionItem.updated" ->
                kindOfStatus(text(data, "status").orElse(""));
            case "subscriptionItem.pastDue",
                    "subscriptionItem.past_due",
                    "subscription.pastDue",
                    "subscription.past_due" -> FactKind.PAST_DUE;
            case "subscriptionItem.ended", "subscription.deleted" -> FactKind.ENDED;
            default -> FactKind.NOTED;
        };
    }

    private static FactKind kindOfStatus(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "active" -> FactKind.CURRENT;
            case "past_due", "pastdue" -> FactKind.PAST_DUE;
            case "ended" -> FactKind.ENDED;
            default -> FactKind.NOTED;
        };
    }

    /**
     * Whether an item is of a free plan, as each organisation has one by default. In events the default plan is only to
     * be told by its costing nothing and having no end of a period.
     */
    static boolean isFree(JsonObject item) {
        JsonObject plan = object(item, "plan");
        boolean costsNothing = plan.get("amount") instanceof JsonNumber amount && amount.doubleValue() == 0;
        return plan.get("is_default") == JsonValue.TRUE
                || costsNothing && millis(item, "period_end").isEmpty()
                || text(plan, "slug").filter(FREE_PLANS::contains).isPresent();
    }

    /** The tier that an item names, as it stands there. */
    static Optional<String> tierWord(JsonObject item) {
        JsonObject plan = object(item, "plan");
        return text(object(item, "metadata"), "subscription_tier")
                .or(() -> text(object(plan, "metadata"), "subscription_tier"))
                .or(() -> text(plan, "slug"));
    }

    static Optional<String> organisation(JsonObject data) {
        return text(object(data, "payer"), "organization_id")
                .or(() -> text(object(data, "payer"), "org_id"))
                .or(() -> text(data, "organization_id"))
                .or(() -> text(object(data, "metadata"), "clerk_org_id"))
                .or(() -> text(object(data, "metadata"), "org_id"));
    }

    private static Optional<String> note(
            String type, FactKind kind, boolean free, Optional<String> word, Optional<SubscriptionTier> tier) {
        if (free) {
            return Optional.of("free_plan");
        }
        if (word.isPresent() && tier.isEmpty()) {
            return Optional.of("unknown_tier");
        }
        boolean known = type.startsWith("subscription") || type.startsWith("paymentAttempt.");
        return kind == FactKind.NOTED && !known ? Optional.of("unknown_type") : Optional.empty();
    }
}
