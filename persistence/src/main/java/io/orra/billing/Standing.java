package io.orra.billing;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a tenant stands at one moment.
 *
 * @param tier the best of what runs; {@code free} when nothing does
 * @param paidUntil the end of what was paid for or given
 * @param graceUntil when the service ends unless a payment comes
 * @param nextTier a downgrade that waits for the end of what was paid for
 * @param due when time alone changes any of this
 */
public record Standing(
        SubscriptionStanding standing,
        SubscriptionTier tier,
        Optional<Instant> paidUntil,
        Optional<Instant> graceUntil,
        Optional<SubscriptionTier> nextTier,
        Optional<Instant> nextTierAt,
        Optional<Instant> due) {

    public static Standing of(SubscriptionStanding standing, Optional<Instant> due) {
        return new Standing(
                standing,
                SubscriptionTier.FREE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                due);
    }
}
