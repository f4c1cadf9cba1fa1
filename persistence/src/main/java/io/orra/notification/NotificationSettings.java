package io.orra.notification;

import io.orra.persistence.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** When a tenant's user wants to be left alone. */
@Entity
@Table(name = "notification_settings")
public class NotificationSettings extends TenantOwned {

    @Column(name = "user_id", nullable = false, updatable = false)
    private UUID userId;

    @Column(name = "quiet_from")
    private LocalTime quietFrom;

    @Column(name = "quiet_until")
    private LocalTime quietUntil;

    @Column(name = "time_zone", nullable = false, length = 64)
    private String timeZone;

    @Column(name = "urgent_override", nullable = false)
    private boolean urgentOverride;

    @Version
    @Column(name = "version", nullable = false)
    private long version;

    protected NotificationSettings() {
        // for JPA
    }

    /** @param quietHours null for none */
    public NotificationSettings(
            UUID tenantId, UUID userId, QuietHours quietHours, boolean urgentOverride, Instant now) {
        super(UUID.randomUUID(), tenantId, now);
        this.userId = userId;
        set(quietHours, urgentOverride);
    }

    /** Also when nothing here changes: the version is that of the channels too. */
    public void change(QuietHours quietHours, boolean urgentToo, Instant now) {
        set(quietHours, urgentToo);
        touched(now);
    }

    private void set(QuietHours quietHours, boolean urgentToo) {
        quietFrom = quietHours == null ? null : quietHours.from();
        quietUntil = quietHours == null ? null : quietHours.until();
        timeZone = quietHours == null ? "Asia/Kolkata" : quietHours.zone().getId();
        urgentOverride = urgentToo;
    }

    public UUID userId() {
        return userId;
    }

    public Optional<QuietHours> quietHours() {
        return Optional.ofNullable(quietFrom).map(from -> new QuietHours(from, quietUntil, ZoneId.of(timeZone)));
    }

    /** Whether urgent events are told in quiet hours too. */
    public boolean isUrgentOverride() {
        return urgentOverride;
    }

    /** Grows with each change. */
    public long version() {
        return version;
    }
}
