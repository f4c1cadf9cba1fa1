package io.orra.notification;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;

/** Remembers the events that were seen, so that each has one effect however often it arrives. */
public class NotificationInbox {

    private final EntityManager em;

    public NotificationInbox(EntityManager em) {
        this.em = em;
    }

    /**
     * Takes an event in, within the transaction that gives it its effect. A second transaction with the same event
     * waits for the first: if that one rolls back, the event is new again.
     *
     * @return false when the queue's event was seen before
     */
    public boolean accept(UUID tenantId, String sourceQueue, String eventId, Instant now) {
        int rows = em.createNativeQuery("""
                        insert into notification_inbox (id, tenant_id, event_id, source_queue, received_at, created_at,
                                                        updated_at)
                        values (:id, :tenant, :event, :queue, :now, :now, :now)
                        on conflict (source_queue, event_id) do nothing""")
                .setParameter("id", UUID.randomUUID())
                .setParameter("tenant", tenantId)
                .setParameter("event", eventId)
                .setParameter("queue", sourceQueue)
                .setParameter("now", StoredTime.of(now))
                .executeUpdate();
        return rows == 1;
    }
}
