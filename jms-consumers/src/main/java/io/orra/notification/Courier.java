package io.orra.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Carries a notification to the webhook it belongs to. */
@ApplicationScoped
public class Courier {

    @Inject
    private Webhooks webhooks;

    @Inject
    private N8nClient n8n;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_MAX_ATTEMPTS", defaultValue = "5")
    private int maxAttempts;

    /** Calls the webhook once; without one configured the attempt says {@code no_webhook}. */
    Attempt deliver(TenantEvent event, Target target, Notification notification) {
        return webhooks.webhookFor(target.channel(), notification.urgent())
                .map(webhook -> n8n.post(webhook, event.id(), notification.payload()))
                .orElseGet(Attempt::noWebhook);
    }

    /** After how many deliveries of the broker a message is given up. */
    int maxAttempts() {
        return maxAttempts;
    }
}
