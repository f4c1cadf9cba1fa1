package io.orra.billing;

import java.util.Optional;

/**
 * A subscription as its provider has it.
 *
 * @param status the provider's own word
 * @param organisation Clerk's organisation, where it is named
 * @param tier empty when none is named that exists
 */
public record TheirSubscription(
        String id, String status, Runs runs, Optional<String> organisation, Optional<SubscriptionTier> tier) {

    /** Whether it must run here too. */
    public enum Runs {
        YES,
        /** A payment is missing: here it runs while the grace lasts, and that may be shorter than theirs. */
        MAYBE,
        NO
    }
}
