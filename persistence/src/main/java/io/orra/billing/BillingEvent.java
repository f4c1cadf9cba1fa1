package io.orra.billing;

import io.orra.persistence.StoredTime;
import io.orra.webhooks.WebhookEvent;
import io.orra.webhooks.WebhookOutcome;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A signed event of a billing provider, as it came and as it was read. It may belong to no tenant that we know. */
@Entity
@DiscriminatorValue("billing")
public class BillingEvent extends WebhookEvent {

    @Column(name = "api_version", updatable = false, length = 64)
    private String apiVersion;

    @Column(name = "organisation")
    private String organisation;

    @Column(name = "subscription_ref")
    private String subscription;

    @Column(name = "customer_ref")
    private String customer;

    @Convert(converter = FactKind.AsWord.class)
    @Column(name = "kind", length = 16)
    private FactKind kind;

    @Convert(converter = SubscriptionTier.AsWord.class)
    @Column(name = "tier", length = 50)
    private SubscriptionTier tier;

    @Column(name = "paid_until")
    private Instant paidUntil;

    @Column(name = "note", length = 64)
    private String note;

    @Column(name = "raw", updatable = false)
    private byte[] raw;

    @Column(name = "replayed_at")
    private Instant replayedAt;

    protected BillingEvent() {
        // for JPA
    }

    /** It belongs to a tenant. */
    public void assignTo(UUID tenant) {
        belongTo(tenant, outcome(kind));
    }

    static WebhookOutcome outcome(FactKind kind) {
        return kind == FactKind.NOTED ? WebhookOutcome.IGNORED : WebhookOutcome.APPLIED;
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
                provider(),
                eventId(),
                occurredAt(),
                kind,
                subscription,
                Optional.ofNullable(tier),
                Optional.ofNullable(paidUntil));
    }

    public Optional<String> apiVersion() {
        return Optional.ofNullable(apiVersion);
    }

    public Optional<String> organisation() {
        return Optional.ofNullable(organisation);
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
}
