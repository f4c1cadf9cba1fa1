package io.orra.billing;

import io.orra.webhooks.WebhookProvider;
import java.time.Instant;
import java.util.Optional;

/** A fact's columns, read without the raw event. */
record StoredFact(
        WebhookProvider provider,
        String eventId,
        Instant at,
        FactKind kind,
        String subscription,
        SubscriptionTier tier,
        Instant until) {

    BillingFact fact() {
        return new BillingFact(
                provider, eventId, at, kind, subscription, Optional.ofNullable(tier), Optional.ofNullable(until));
    }
}
