package io.orra.billing;

import java.time.Instant;

/** A tier given by hand, from a moment up to but without another. */
public record GrantedTier(SubscriptionTier tier, Instant from, Instant until) {

    static GrantedTier of(BillingGrant grant) {
        return new GrantedTier(grant.tier(), grant.validFrom(), grant.end());
    }

    boolean runsAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
