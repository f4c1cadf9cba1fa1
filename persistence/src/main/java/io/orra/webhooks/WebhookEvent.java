package io.orra.webhooks;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A signed event of a provider, as one of our addresses took it. It may name a tenant that we don't know, so it is no
 * tenant's row. This kind is that of the address for tenants; the other ones are its children.
 */
@Entity
@Table(name = "webhook_events")
@DiscriminatorColumn(name = "door", length = 16)
@DiscriminatorValue("tenants")
public class WebhookEvent {

    @Id
    private UUID id;

    @Convert(converter = WebhookProvider.AsWord.class)
    @Column(name = "provider", nullable = false, updatable = false, length = 32)
    private WebhookProvider provider;

    @Column(name = "event_id", nullable = false, updatable = false)
    private String eventId;

    @Column(name = "event_type", nullable = false, updatable = false, length = 128)
    private String eventType;

    @Column(name = "occurred_at", nullable = false, updatable = false)
    private Instant occurredAt;

    @Column(name = "received_at", nullable = false, updatable = false)
    private Instant receivedAt;

    @Column(name = "tenant_id")
    private UUID tenantId;

    @Convert(converter = WebhookOutcome.AsWord.class)
    @Column(name = "outcome", nullable = false, length = 32)
    private WebhookOutcome outcome;

    @Version
    @Column(name = "version", nullable = false)
    private long version;

    protected WebhookEvent() {
        // for JPA
    }

    public void applyTo(UUID tenant) {
        belongTo(tenant, WebhookOutcome.APPLIED);
    }

    public void ignore() {
        outcome = WebhookOutcome.IGNORED;
    }

    /** It belongs to a tenant, and this is what became of it. */
    protected void belongTo(UUID tenant, WebhookOutcome what) {
        tenantId = tenant;
        outcome = what;
    }

    public UUID id() {
        return id;
    }

    public WebhookProvider provider() {
        return provider;
    }

    public String eventId() {
        return eventId;
    }

    public String eventType() {
        return eventType;
    }

    /** When the provider says it happened. */
    public Instant occurredAt() {
        return occurredAt;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public Optional<UUID> tenantId() {
        return Optional.ofNullable(tenantId);
    }

    public WebhookOutcome outcome() {
        return outcome;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + id + "]";
    }
}
