package io.orra.notification;

import static io.orra.json.SharedJson.JSON;

import io.orra.tenancy.AfterCommit;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells the operator of trouble: once for each kind until it is over, in the log and by the operator's webhook. */
@Stateless
public class OperatorAlerts {

    private static final Logger LOG = Logger.getLogger(OperatorAlerts.class.getName());

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private OperatorWebhook webhook;

    @Inject
    private AfterCommit afterCommit;

    @Inject
    private Clock clock;

    /** @param message a plain sentence without anything of an event */
    public void raise(String kind, String message) {
        Instant now = clock.instant();
        if (new NotificationAlerts(database).raise(kind, now)) {
            LOG.log(Level.SEVERE, "{0}", message);
            afterCommit.run("the operator's alert", () -> tell(kind, message, now));
        }
    }

    public void over(String kind) {
        new NotificationAlerts(database).over(kind);
    }

    private void tell(String kind, String message, Instant now) {
        String id = "alert:" + UUID.randomUUID();
        String body = JSON.createObjectBuilder()
                .add("id", id)
                .add("schema_version", Notification.SCHEMA_VERSION)
                .add("correlation_id", id)
                .add("event_type", "operator_alert")
                .add("severity", "urgent")
                .add("message", message)
                .add("meta", JSON.createObjectBuilder().add("kind", kind))
                .add("timestamp", now.toString())
                .build()
                .toString();
        webhook.tell(id, body).exceptionally(failed -> {
            LOG.log(Level.WARNING, "the alert {0} did not reach the operator''s webhook", kind);
            return null;
        });
    }
}
