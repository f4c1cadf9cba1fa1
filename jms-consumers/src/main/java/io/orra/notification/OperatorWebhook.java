package io.orra.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Calls the operator's webhook, a few times when it must: an alert has no outbox behind it. */
@ApplicationScoped
public class OperatorWebhook {

    @Inject
    private Webhooks webhooks;

    @Inject
    private N8nClient n8n;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_OPERATOR_DESTINATION", defaultValue = "operator")
    private String destination;

    /**
     * Does nothing where no webhook is set.
     *
     * @param id the same with each attempt
     * @return fails with the last attempt's reason
     */
    @Asynchronous
    @Retry(maxRetries = 5, delay = 5_000, jitter = 1_000, maxDuration = 180_000)
    public CompletionStage<Void> tell(String id, String body) {
        Optional<URI> webhook = webhooks.operator();
        if (webhook.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return n8n.post(webhook.get(), id, Payload.of(body, NotificationChannel.EMAIL, destination), null)
                .thenAccept(attempt -> {
                    if (!attempt.delivered()) {
                        throw new IllegalStateException(attempt.reason());
                    }
                });
    }
}
