package io.orra.billing;

import io.orra.persistence.StoredTime;
import io.orra.persistence.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A tier that an operator gave by hand, until a date and for a reason. */
@Entity
@Table(name = "billing_grants")
public class BillingGrant extends TenantOwned {

    @Convert(converter = SubscriptionTier.AsWord.class)
    @Column(name = "tier", nullable = false, updatable = false, length = 50)
    private SubscriptionTier tier;

    @Column(name = "valid_from", nullable = false, updatable = false)
    private Instant validFrom;

    @Column(name = "valid_until", nullable = false, updatable = false)
    private Instant validUntil;

    @Column(name = "reason", nullable = false, updatable = false, length = 500)
    private String reason;

    @Column(name = "granted_by", nullable = false, updatable = false)
    private String grantedBy;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    @Column(name = "revoked_by")
    private String revokedBy;

    @Version
    @Column(name = "version", nullable = false)
    private long version;

    protected BillingGrant() {
        // for JPA
    }

    public BillingGrant(
            UUID tenantId, SubscriptionTier tier, Instant validUntil, String reason, String grantedBy, Instant now) {
        super(UUID.randomUUID(), tenantId, now);
        this.tier = tier;
        this.validFrom = StoredTime.of(now);
        this.validUntil = StoredTime.of(validUntil);
        this.reason = reason;
        this.grantedBy = grantedBy;
    }

    /** Ends it now; a second time changes nothing. */
    public void revoke(String by, Instant now) {
        if (revokedAt == null) {
            revokedAt = StoredTime.of(now);
            revokedBy = by;
            touched(now);
        }
    }

    public SubscriptionTier tier() {
        return tier;
    }

    public Instant validFrom() {
        return validFrom;
    }

    /** The end that counts: the date, or the revocation where that is sooner. */
    public Instant end() {
        return revokedAt == null || validUntil.isBefore(revokedAt) ? validUntil : revokedAt;
    }

    public Instant validUntil() {
        return validUntil;
    }

    public String reason() {
        return reason;
    }

    public String grantedBy() {
        return grantedBy;
    }

    public Optional<Instant> revokedAt() {
        return Optional.ofNullable(revokedAt);
    }

    public Optional<String> revokedBy() {
        return Optional.ofNullable(revokedBy);
    }
}
