package io.orra.tenancy;

import io.orra.billing.SubscriptionTier;
import io.orra.persistence.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** A Clerk organisation that Orra works for. Its id is its tenant id. */
@Entity
@Table(name = "tenants")
public class Tenant extends TenantOwned {

    @Column(name = "clerk_org_id", nullable = false, updatable = false)
    private String clerkOrgId;

    @Column(name = "name", nullable = false)
    private String name;

    @Convert(converter = SubscriptionTier.AsWord.class)
    @Column(name = "subscription_tier", nullable = false, length = 50)
    private SubscriptionTier subscriptionTier;

    @Column(name = "is_active", nullable = false)
    private boolean active;

    @Version
    @Column(name = "version", nullable = false)
    private long version;

    protected Tenant() {
        // for JPA
    }

    public Tenant(UUID id, String clerkOrgId, String name, Instant now) {
        super(id, id, now);
        this.clerkOrgId = clerkOrgId;
        this.name = name;
        this.subscriptionTier = SubscriptionTier.FREE;
        this.active = true;
    }

    public void rename(String newName, Instant now) {
        name = newName;
        touched(now);
    }

    public void moveTo(SubscriptionTier tier, Instant now) {
        subscriptionTier = tier;
        touched(now);
    }

    public void activate(Instant now) {
        active = true;
        touched(now);
    }

    public void deactivate(Instant now) {
        active = false;
        touched(now);
    }

    public String clerkOrgId() {
        return clerkOrgId;
    }

    public String name() {
        return name;
    }

    public SubscriptionTier subscriptionTier() {
        return subscriptionTier;
    }

    public boolean isActive() {
        return active;
    }
}
