package io.orra.notification;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The delivery log: each attempt leaves a line, nobody changes one. */
public class NotificationDeliveries {

    private final EntityManager em;

    public NotificationDeliveries(EntityManager em) {
        this.em = em;
    }

    public void log(UUID tenantId, DeliveryAttempt attempt, Instant now) {
        em.persist(new NotificationDelivery(tenantId, attempt, now));
    }

    /** The attempts for an event of the tenant, in their order. */
    public List<DeliveryAttempt> of(UUID tenantId, String eventId) {
        return em.createQuery("""
                        select d from NotificationDelivery d
                        where d.tenantId = :tenant and d.eventId = :event
                        order by d.attemptedAt, d.attempt""", NotificationDelivery.class)
                .setParameter("tenant", tenantId)
                .setParameter("event", eventId)
                .getResultStream()
                .map(NotificationDelivery::attempt)
                .toList();
    }
}
