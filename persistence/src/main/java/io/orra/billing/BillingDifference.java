package io.orra.billing;

import io.orra.persistence.StoredTime;
import io.orra.webhooks.WebhookProvider;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A subscription of which we and its provider do not say the same. */
@Entity
@Table(name = "billing_differences")
public class BillingDifference {

    @Id
    private UUID id;

    @Column(name = "tenant_id", updatable = false)
    private UUID tenantId;

    @Column(name = "found_at", nullable = false, updatable = false)
    private Instant foundAt;

    @Convert(converter = WebhookProvider.AsWord.class)
    @Column(name = "provider", nullable = false, updatable = false, length = 32)
    private WebhookProvider provider;

    @Column(name = "subscription_ref", nullable = false, updatable = false)
    private String subscription;

    @Column(name = "ours", nullable = false, updatable = false, length = 64)
    private String ours;

    @Column(name = "theirs", nullable = false, updatable = false, length = 64)
    private String theirs;

    protected BillingDifference() {
        // for JPA
    }

    public BillingDifference(
            Optional<UUID> tenantId,
            WebhookProvider provider,
            String subscription,
            String ours,
            String theirs,
            Instant now) {
        this.id = UUID.randomUUID();
        this.tenantId = tenantId.orElse(null);
        this.foundAt = StoredTime.of(now);
        this.provider = provider;
        this.subscription = subscription;
        this.ours = ours;
        this.theirs = theirs;
    }

    public Optional<UUID> tenantId() {
        return Optional.ofNullable(tenantId);
    }

    public Instant foundAt() {
        return foundAt;
    }

    public WebhookProvider provider() {
        return provider;
    }

    public String subscription() {
        return subscription;
    }

    public String ours() {
        return ours;
    }

    public String theirs() {
        return theirs;
    }

    @Override
    public String toString() {
        return "BillingDifference[" + id + "]";
    }
}
