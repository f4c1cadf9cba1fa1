package io.orra.notification;

import io.orra.persistence.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** An event that was seen on a queue. Written by {@link NotificationInbox} only. */
@Entity
@Table(name = "notification_inbox")
public class InboxEntry extends TenantOwned {

    @Column(name = "event_id", nullable = false, updatable = false)
    private String eventId;

    @Column(name = "source_queue", nullable = false, updatable = false, length = 64)
    private String sourceQueue;

    @Column(name = "received_at", nullable = false, updatable = false)
    private Instant receivedAt;

    protected InboxEntry() {
        // for JPA
    }

    public String eventId() {
        return eventId;
    }

    public String sourceQueue() {
        return sourceQueue;
    }

    public Instant receivedAt() {
        return receivedAt;
    }
}
