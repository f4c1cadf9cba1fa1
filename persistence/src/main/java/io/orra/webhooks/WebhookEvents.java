package io.orra.webhooks;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The events that came for tenants, each stored once, in the transaction of its effect. */
public class WebhookEvents {

    private final EntityManager em;

    public WebhookEvents(EntityManager em) {
        this.em = em;
    }

    /**
     * Stores an event that is new. A second transaction with the same event waits for the first: if that one rolls back,
     * the event is new again.
     *
     * @param occurredAt when the provider says it happened
     * @return the stored event, for its outcome; empty when it was seen before
     */
    public Optional<WebhookEvent> accept(
            WebhookProvider provider, String eventId, String eventType, Instant occurredAt, Instant now) {
        UUID id = UUID.randomUUID();
        int rows = em.createNativeQuery("""
                        insert into webhook_events (id, provider, event_id, event_type, occurred_at, received_at, outcome)
                        values (:id, :provider, :event, :type, :occurredAt, :now, :outcome)
                        on conflict (door, provider, event_id) do nothing""")
                .setParameter("id", id)
                .setParameter("provider", provider.word())
                .setParameter("event", eventId)
                .setParameter("type", eventType)
                .setParameter("occurredAt", StoredTime.of(occurredAt))
                .setParameter("now", StoredTime.of(now))
                .setParameter("outcome", WebhookOutcome.RECEIVED.word())
                .executeUpdate();
        return rows == 0 ? Optional.empty() : Optional.of(em.find(WebhookEvent.class, id));
    }
}
