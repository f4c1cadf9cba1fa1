package io.orra.tenancy;

import io.orra.billing.SubscriptionTier;
import io.orra.persistence.StoredTime;
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

    @Column(name = "suspended_at")
    private Instant suspendedAt;

    @Column(name = "removed_at")
    private Instant removedAt;

    @Column(name = "active_before_suspension", nullable = false)
    private boolean activeBeforeSuspension = true;

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

    /** Of one that is suspended it only says what comes after; one that was removed stays off. */
    public void activate(Instant now) {
        activeBeforeSuspension = true;
        active = suspendedAt == null && removedAt == null;
        touched(now);
    }

    public void deactivate(Instant now) {
        activeBeforeSuspension = false;
        active = false;
        touched(now);
    }

    /** Nothing but reading until {@link #resume}; suspending again changes nothing. */
    public void suspend(Instant now) {
        if (suspendedAt == null) {
            suspendedAt = StoredTime.of(now);
            activeBeforeSuspension = active;
            active = false;
            touched(now);
        }
    }

    /** Ends a suspension: the tenant is as active as it was before. */
    public void resume(Instant now) {
        if (suspendedAt != null) {
            suspendedAt = null;
            active = activeBeforeSuspension && removedAt == null;
            touched(now);
        }
    }

    /** For good; the row stays for the records. */
    public void remove(Instant now) {
        if (removedAt == null) {
            removedAt = StoredTime.of(now);
            deactivate(now);
        }
    }

    public boolean isSuspended() {
        return suspendedAt != null;
    }

    /** {@code active}, {@code inactive} (by billing), {@code suspended} or {@code removed}. */
    public String state() {
        if (removedAt != null) {
            return "removed";
        }
        if (suspendedAt != null) {
            return "suspended";
        }
        return active ? "active" : "inactive";
    }

    public boolean isRemoved() {
        return removedAt != null;
    }

    /** Grows with each change. */
    public long version() {
        return version;
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
