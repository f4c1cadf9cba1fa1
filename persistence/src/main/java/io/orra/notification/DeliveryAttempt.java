package io.orra.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One attempt to hand an event to a webhook.
 *
 * @param notificationId null in lines older than it
 * @param attempt from 1
 * @param destinationMasked the address with its middle hidden, never the whole
 * @param statusCode HTTP status, null when there was no answer
 * @param reason a short stable code, null when it was delivered
 */
public record DeliveryAttempt(
        UUID notificationId,
        String eventId,
        int attempt,
        NotificationChannel channel,
        String destinationMasked,
        Integer statusCode,
        Duration duration,
        DeliveryOutcome outcome,
        String reason,
        Instant at) {}
