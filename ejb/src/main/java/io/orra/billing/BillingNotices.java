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

/** Tells a tenant's people of its subscription, by the queue of notices and in the transaction of what it tells. */
@Stateless
public class BillingNotices {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private MessageSender sender;

    @Inject
    private Clock clock;

    public void ended(UUID tenant, Subscription subscription) {
        tell(tenant, "subscription_ended", subscription);
    }

    public void grace(UUID tenant, Subscription subscription) {
        tell(tenant, "subscription_grace", subscription);
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
