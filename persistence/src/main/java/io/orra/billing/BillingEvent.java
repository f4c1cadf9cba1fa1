package io.orra.billing;

import io.orra.persistence.StoredTime;
import io.orra.webhooks.WebhookProvider;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A signed event of a billing provider, as it came and as it was read. It may belong to no tenant that we know. */
@Entity
@Table(name = "billing_events")
public class BillingEvent {

    @Id
    private UUID id;

    @Convert(converter = WebhookProvider.AsWord.class)
    @Column(name = "provider", nullable = false, updatable = false, length = 32)
    private WebhookProvider provider;

    @Column(name = "event_id", nullable = false, updatable = false)
    private String eventId;

    @Column(name = "event_type", nullable = false, updatable = false, length = 128)
    private String eventType;

    @Column(name = "api_version", updatable = false, length = 64)
    private String apiVersion;

    @Column(name = "occurred_at", nullable = false, updatable = false)
    private Instant occurredAt;

    @Column(name = "received_at", nullable = false, updatable = false)
    private Instant receivedAt;

    @Column(name = "organisation")
    private String organisation;

    @Column(name = "tenant_id")
    private UUID tenantId;

    @Column(name = "subscription_ref", nullable = false)
    private String subscription;

    @Column(name = "customer_ref")
    private String customer;

    @Convert(converter = FactKind.AsWord.class)
    @Column(name = "kind", nullable = false, length = 16)
    private FactKind kind;

    @Convert(converter = SubscriptionTier.AsWord.class)
    @Column(name = "tier", length = 50)
    private SubscriptionTier tier;

    @Column(name = "paid_until")
    private Instant paidUntil;

    @Convert(converter = BillingOutcome.AsWord.class)
    @Column(name = "outcome", nullable = false, length = 32)
    private BillingOutcome outcome;

    @Column(name = "note", length = 64)
    private String note;

    @Column(name = "raw", nullable = false, updatable = false)
    private byte[] raw;

    @Column(name = "replayed_at")
    private Instant replayedAt;

    @Version
    @Column(name = "version", nullable = false)
    private long version;

    protected BillingEvent() {
        // for JPA
    }

    /** It belongs to a tenant. */
    public void assignTo(UUID tenant) {
        tenantId = tenant;
        outcome = kind == FactKind.NOTED ? BillingOutcome.IGNORED : BillingOutcome.APPLIED;
    }

    /** Reads it anew: the rules of reading, or the tiers, may have changed since it came. */
    public void readAs(BillingReport report, Instant now) {
        organisation = report.organisation().orElse(null);
        customer = report.customer().orElse(null);
        subscription = report.fact().subscription();
        kind = report.fact().kind();
        tier = report.fact().tier().orElse(null);
        paidUntil = report.fact().until().map(StoredTime::of).orElse(null);
        note = report.note().orElse(null);
        replayedAt = StoredTime.of(now);
    }

    public BillingFact fact() {
        return new BillingFact(
                provider,
                eventId,
                occurredAt,
                kind,
                subscription,
                Optional.ofNullable(tier),
                Optional.ofNullable(paidUntil));
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

    public Optional<String> apiVersion() {
        return Optional.ofNullable(apiVersion);
    }

    /** When the provider says it happened. */
    public Instant occurredAt() {
        return occurredAt;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public Optional<String> organisation() {
        return Optional.ofNullable(organisation);
    }

    public Optional<UUID> tenantId() {
        return Optional.ofNullable(tenantId);
    }

    public String subscription() {
        return subscription;
    }

    public Optional<String> customer() {
        return Optional.ofNullable(customer);
    }

    public FactKind kind() {
        return kind;
    }

    public Optional<SubscriptionTier> tier() {
        return Optional.ofNullable(tier);
    }

    public BillingOutcome outcome() {
        return outcome;
    }

    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    public Optional<Instant> replayedAt() {
        return Optional.ofNullable(replayedAt);
    }

    /** The body, byte for byte. */
    public byte[] raw() {
        return raw.clone();
    }

    @Override
    public String toString() {
        return "BillingEvent[" + id + "]";
    }
}
