package io.orra.billing;

import java.time.Instant;
import java.util.UUID;

/** A billing event as operators see it, without its body. */
public record RecordedEvent(
        UUID id,
        String provider,
        String eventId,
        String eventType,
        String apiVersion,
        Instant occurredAt,
        Instant receivedAt,
        Instant replayedAt,
        UUID tenantId,
        String organisation,
        String subscription,
        String kind,
        String tier,
        Instant paidUntil,
        String outcome,
        String note) {

    static RecordedEvent of(BillingEvent event) {
        BillingFact fact = event.fact();
        return new RecordedEvent(
                event.id(),
                event.provider().word(),
                event.eventId(),
                event.eventType(),
                event.apiVersion().orElse(null),
                event.occurredAt(),
                event.receivedAt(),
                event.replayedAt().orElse(null),
                event.tenantId().orElse(null),
                event.organisation().orElse(null),
                fact.subscription().isEmpty() ? null : fact.subscription(),
                fact.kind().word(),
                fact.tier().map(SubscriptionTier::word).orElse(null),
                fact.until().orElse(null),
                event.outcome().word(),
                event.note().orElse(null));
    }
}
