package io.orra.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * A notification as it enters the outbox.
 *
 * @param foldKey what counts as a repeat, within the tenant's user
 * @param message what the person reads; shown in the delivery log
 * @param lane what is told one after another
 * @param body JSON to be posted, without channel and destination
 * @param held kept back for a digest or for the end of quiet hours, until {@code dueAt}
 * @param note a stable code worth showing in the log, null for none
 */
public record NewNotification(
        UUID id,
        UUID tenantId,
        UUID userId,
        String sourceQueue,
        String eventId,
        String eventType,
        String severity,
        String foldKey,
        String message,
        NotificationChannel channel,
        WebhookLine webhook,
        String lane,
        String destination,
        String destinationMasked,
        String body,
        boolean held,
        Instant dueAt,
        String note) {

    /** Type and id only: the rest holds addresses. */
    @Override
    public String toString() {
        return "NewNotification[" + id + "]";
    }
}
