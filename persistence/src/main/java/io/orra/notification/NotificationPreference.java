package io.orra.notification;

import io.orra.persistence.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** Where a tenant's user wants to be told. */
@Entity
@Table(name = "notification_preferences")
public class NotificationPreference extends TenantOwned {

    @Column(name = "user_id", nullable = false, updatable = false)
    private UUID userId;

    @Convert(converter = NotificationChannel.AsWord.class)
    @Column(name = "channel", nullable = false, length = 20)
    private NotificationChannel channel;

    @Column(name = "destination", nullable = false)
    private String destination;

    @Column(name = "is_enabled", nullable = false)
    private boolean enabled;

    /** From 1; the lowest enabled one is tried first. */
    @Column(name = "position", nullable = false)
    private int position = 1;

    @Version
    @Column(name = "version", nullable = false)
    private long version;

    protected NotificationPreference() {
        // for JPA
    }

    /** Enabled at first. */
    public NotificationPreference(
            UUID tenantId, UUID userId, NotificationChannel channel, String destination, Instant now) {
        super(UUID.randomUUID(), tenantId, now);
        this.userId = userId;
        this.channel = channel;
        this.destination = destination;
        this.enabled = true;
    }

    /** As a part of a whole order. */
    public NotificationPreference(
            UUID tenantId,
            UUID userId,
            NotificationChannel channel,
            String destination,
            boolean enabled,
            int position,
            Instant now) {
        this(tenantId, userId, channel, destination, now);
        this.enabled = enabled;
        this.position = position;
    }

    public int position() {
        return position;
    }

    public void redirect(NotificationChannel newChannel, String newDestination, Instant now) {
        channel = newChannel;
        destination = newDestination;
        touched(now);
    }

    public void enable(Instant now) {
        enabled = true;
        touched(now);
    }

    public void disable(Instant now) {
        enabled = false;
        touched(now);
    }

    public UUID userId() {
        return userId;
    }

    public NotificationChannel channel() {
        return channel;
    }

    public String destination() {
        return destination;
    }

    public boolean isEnabled() {
        return enabled;
    }
}
