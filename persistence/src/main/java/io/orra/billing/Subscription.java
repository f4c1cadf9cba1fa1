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

/** A tenant's standing as it was worked out last. */
@Entity
@Table(name = "subscriptions")
public class Subscription extends TenantOwned {

    @Convert(converter = SubscriptionStanding.AsWord.class)
    @Column(name = "standing", nullable = false, length = 16)
    private SubscriptionStanding standing;

    @Convert(converter = SubscriptionTier.AsWord.class)
    @Column(name = "tier", nullable = false, length = 50)
    private SubscriptionTier tier;

    @Column(name = "paid_until")
    private Instant paidUntil;

    @Column(name = "grace_until")
    private Instant graceUntil;

    @Convert(converter = SubscriptionTier.AsWord.class)
    @Column(name = "next_tier", length = 50)
    private SubscriptionTier nextTier;

    @Column(name = "next_tier_at")
    private Instant nextTierAt;

    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "switched_off", nullable = false)
    private boolean switchedOff;

    @Column(name = "notice_owed", length = 32)
    private String noticeOwed;

    @Version
    @Column(name = "version", nullable = false)
    private long version;

    protected Subscription() {
        // for JPA
    }

    /** Nothing paid for yet. */
    public Subscription(UUID tenantId, Instant now) {
        super(UUID.randomUUID(), tenantId, now);
        standing = SubscriptionStanding.NONE;
        tier = SubscriptionTier.FREE;
    }

    public void move(Standing to, Instant now) {
        if (!to.equals(current())) {
            standing = to.standing();
            tier = to.tier();
            paidUntil = stored(to.paidUntil());
            graceUntil = stored(to.graceUntil());
            nextTier = to.nextTier().orElse(null);
            nextTierAt = stored(to.nextTierAt());
            dueAt = stored(to.due());
            touched(now);
        }
    }

    /**
     * Says whether it is the end of the subscription that keeps the tenant inactive. Of an end that is over nobody is
     * told any more.
     */
    public void switchedOff(boolean off) {
        switchedOff = off;
        if (!off) {
            noticeOwed = null;
        }
    }

    /** The tenant's people are to be told: the newest word replaces an older one. */
    public void owe(String notice) {
        noticeOwed = notice;
    }

    /** What they are to be told, once. */
    public Optional<String> payNotice() {
        Optional<String> notice = Optional.ofNullable(noticeOwed);
        noticeOwed = null;
        return notice;
    }

    public boolean isSwitchedOff() {
        return switchedOff;
    }

    public Standing current() {
        return new Standing(
                standing,
                tier,
                Optional.ofNullable(paidUntil),
                Optional.ofNullable(graceUntil),
                Optional.ofNullable(nextTier),
                Optional.ofNullable(nextTierAt),
                Optional.ofNullable(dueAt));
    }

    public long version() {
        return version;
    }

    private static Instant stored(Optional<Instant> time) {
        return time.map(StoredTime::of).orElse(null);
    }
}
