package io.orra.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * A notification that this instance attempts now.
 *
 * @param attempts how many attempts counted before this one
 * @param tried channels that were given up, comma-separated
 * @param createdAt when the event was taken in
 */
public record ClaimedNotification(
        UUID id,
        UUID tenantId,
        UUID userId,
        String sourceQueue,
        String eventId,
        String severity,
        NotificationChannel channel,
        WebhookLine webhook,
        String lane,
        String destination,
        String destinationMasked,
        String body,
        int attempts,
        String tried,
        Instant createdAt) {

    public boolean urgent() {
        return "urgent".equals(severity);
    }

    /** Type and id only: the rest holds addresses. */
    @Override
    public String toString() {
        return "ClaimedNotification[" + id + "]";
    }
}
