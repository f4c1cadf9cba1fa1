package io.orra.billing;

import io.orra.webhooks.WebhookProvider;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What one event says of a subscription.
 *
 * @param at the provider's own time of it
 * @param subscription the provider's name of the subscription; empty when the event names none
 * @param until the end of what was paid for, where the event tells
 */
public record BillingFact(
        WebhookProvider provider,
        String eventId,
        Instant at,
        FactKind kind,
        String subscription,
        Optional<SubscriptionTier> tier,
        Optional<Instant> until) {

    /** The provider's order: by time, then by kind, then by id, so that any two machines sort alike. */
    public static final Comparator<BillingFact> BY_TIME = Comparator.comparing(BillingFact::at)
            .thenComparing(BillingFact::kind)
            .thenComparing(BillingFact::provider)
            .thenComparing(BillingFact::eventId);

    public boolean isNamed() {
        return !subscription.isEmpty();
    }
}
