package io.orra.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * What becomes of a claimed notification.
 *
 * @param lane the one it was claimed from
 * @param state {@code WAITING}, {@code DELIVERED} or {@code DEAD}
 * @param attempts how many count now
 * @param dueAt when to try again, where it waits
 * @param reason a stable code, null when it was delivered
 * @param rerouted the next channel, null to stay with this one
 */
public record Settlement(
        UUID id, String lane, NotificationState state, int attempts, Instant dueAt, String reason, Rerouted rerouted) {

    /** Where it goes instead, at the end of that lane. */
    public record Rerouted(
            NotificationChannel channel,
            WebhookLine webhook,
            String lane,
            String destination,
            String destinationMasked,
            String tried) {

        @Override
        public String toString() {
            return "Rerouted[" + lane + "]";
        }
    }
}
