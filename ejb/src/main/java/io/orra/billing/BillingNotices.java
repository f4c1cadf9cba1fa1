package io.orra.billing;

import io.orra.messaging.MessageSender;
import io.orra.messaging.Queues;
import io.orra.notification.NotificationPreferences;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Tells a tenant's people of its subscription, by the queue of notices. What is to be told is noted in the transaction
 * of what it tells, and sent right after in one of its own: an end does not wait for a queue that is away.
 */
@Stateless
public class BillingNotices {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private MessageSender sender;

    @Inject
    private Clock clock;

    public void ended(UUID tenant, Subscription subscription) {
        subscription.owe("subscription_ended");
    }

    public void grace(UUID tenant, Subscription subscription) {
        subscription.owe("subscription_grace");
    }

    /** Tenants whose people are to be told something. */
    public List<UUID> owing(int limit) {
        return new Subscriptions(database).owing(limit);
    }

    /** Sends what is to be told, once, however many come to do it. */
    public void send(UUID tenant) {
        new BillingLock(database).take(tenant);
        new Subscriptions(database)
                .find(tenant)
                .ifPresent(
                        subscription -> subscription.payNotice().ifPresent(type -> tell(tenant, type, subscription)));
    }

    private void tell(UUID tenant, String type, Subscription subscription) {
        Instant now = clock.instant();
        List<UUID> users = new NotificationPreferences(database).usersToTell(tenant);
        // Nobody asked to be told: the tenant's own id finds no preference and leads to the organisation.
        for (UUID user : users.isEmpty() ? List.of(tenant) : users) {
            String id = "billing-" + UUID.randomUUID();
            JsonObjectBuilder message = Json.createObjectBuilder()
                    .add("id", id)
                    .add("event_type", type)
                    .add("tenant_id", tenant.toString())
                    .add("user_id", user.toString())
                    .add("tier", subscription.current().tier().word())
                    .add("occurred_at", now.toString());
            subscription.current().graceUntil().ifPresent(until -> message.add("grace_until", until.toString()));
            sender.send(Queues.BILLING_NOTICES, id, tenant, message.build());
        }
    }
}
