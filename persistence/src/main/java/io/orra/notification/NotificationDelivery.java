package io.orra.notification;

import io.orra.persistence.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A line of the delivery log. Written by {@link NotificationDeliveries} only. */
@Entity
@Table(name = "notification_deliveries")
public class NotificationDelivery extends TenantOwned {

    @Column(name = "notification_id", updatable = false)
    private UUID notificationId;

    @Column(name = "event_id", nullable = false, updatable = false)
    private String eventId;

    @Column(name = "attempt", nullable = false, updatable = false)
    private int attempt;

    @Convert(converter = NotificationChannel.AsWord.class)
    @Column(name = "channel", nullable = false, updatable = false, length = 20)
    private NotificationChannel channel;

    @Column(name = "destination_masked", nullable = false, updatable = false)
    private String destinationMasked;

    @Column(name = "status_code", updatable = false)
    private Integer statusCode;

    @Column(name = "duration_ms", nullable = false, updatable = false)
    private long durationMillis;

    @Convert(converter = DeliveryOutcome.AsWord.class)
    @Column(name = "outcome", nullable = false, updatable = false, length = 32)
    private DeliveryOutcome outcome;

    @Column(name = "reason", updatable = false, length = 64)
    private String reason;

    @Column(name = "attempted_at", nullable = false, updatable = false)
    private Instant attemptedAt;

    protected NotificationDelivery() {
        // for JPA
    }

    public DeliveryAttempt attempt() {
        return new DeliveryAttempt(
                notificationId,
                eventId,
                attempt,
                channel,
                destinationMasked,
                statusCode,
                Duration.ofMillis(durationMillis),
                outcome,
                reason,
                attemptedAt);
    }
}
