package io.orra.notification;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Writes what became of each attempt. */
@Stateless
public class DeliveryLog {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private Clock clock;

    private NotificationDeliveries deliveries;

    @PostConstruct
    void open() {
        deliveries = new NotificationDeliveries(database);
    }

    /** Within the transaction of the delivery. */
    public void record(TenantEvent event, Target target, int number, Attempt attempt, DeliveryOutcome outcome) {
        Instant now = clock.instant();
        deliveries.log(
                event.tenantId(),
                new DeliveryAttempt(
                        event.id(),
                        number,
                        target.channel(),
                        target.masked(),
                        attempt.statusCode() == 0 ? null : attempt.statusCode(),
                        Duration.ofMillis(attempt.durationMillis()),
                        outcome,
                        outcome == DeliveryOutcome.DELIVERED ? null : attempt.reason(),
                        now),
                now);
    }

    /** A failed attempt, kept although the delivery's own transaction is rolled back. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void recordApart(TenantEvent event, Target target, int number, Attempt attempt) {
        record(event, target, number, attempt, DeliveryOutcome.FAILED);
    }
}
