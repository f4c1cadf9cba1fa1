package io.orra.notification;

import io.orra.health.AgentHealth;
import io.orra.health.Agents;
import io.orra.tenancy.Tenant;
import io.orra.tenancy.Tenants;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;

/**
 * Brings an event to its tenant once. Inbox, webhook call and delivery log are one transaction with the message's
 * receipt: what fails on the way comes back with the broker's redelivery, what can't be mended goes to the
 * dead-letter queue with its reason. A crash between the call and the commit repeats the call, with the same
 * {@code Idempotency-Key}.
 */
@Stateless
public class NotificationEngine {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Resource
    private EJBContext transaction;

    @Inject
    private Clock clock;

    @Inject
    private Agents agents;

    @Inject
    private Courier courier;

    @Inject
    private DeliveryLog log;

    @Inject
    private DeadLetters deadLetters;

    private Tenants tenants;
    private NotificationInbox inbox;
    private Targets targets;

    @PostConstruct
    void open() {
        tenants = new Tenants(database);
        inbox = new NotificationInbox(database);
        targets = new Targets(new NotificationPreferences(database));
    }

    /** Takes one message, inside the transaction that received it. */
    public void take(QueuedMessage message) {
        AgentHealth health = agents.notification();
        health.run();
        health.count("received");
        try {
            TenantEvent event = TenantEvent.parse(message.queue(), message.id(), message.text());
            Tenant tenant =
                    tenants.find(event.tenantId()).orElseThrow(() -> new MalformedEventException("unknown_tenant"));
            if (inbox.accept(event.tenantId(), event.queue(), event.id(), clock.instant())) {
                deliver(event, targets.of(event, tenant), message);
            } else {
                health.count("repeated");
            }
        } catch (MalformedEventException unmendable) {
            health.count("malformed");
            deadLetters.park(message, unmendable.getMessage());
        }
    }

    private void deliver(TenantEvent event, Target target, QueuedMessage message) {
        Notification notification = Notification.of(event, target, clock.instant());
        Attempt attempt = courier.deliver(event, target, notification);
        switch (outcome(attempt, message)) {
            case DELIVERED -> {
                log.record(event, target, message.deliveryCount(), attempt, DeliveryOutcome.DELIVERED);
                agents.notification().count("delivered");
                agents.notification().success();
            }
            case DEAD -> {
                log.record(event, target, message.deliveryCount(), attempt, DeliveryOutcome.DEAD);
                deadLetters.park(message, attempt.reason());
                agents.notification().count("dead");
                agents.notification().failure(attempt.reason());
            }
            case FAILED -> {
                transaction.setRollbackOnly();
                log.recordApart(event, target, message.deliveryCount(), attempt);
                agents.notification().count("failed");
                agents.notification().failure(attempt.reason());
            }
        }
    }

    private DeliveryOutcome outcome(Attempt attempt, QueuedMessage message) {
        if (attempt.delivered()) {
            return DeliveryOutcome.DELIVERED;
        }
        boolean last = !attempt.retryable() || message.deliveryCount() >= courier.maxAttempts();
        return last ? DeliveryOutcome.DEAD : DeliveryOutcome.FAILED;
    }
}
