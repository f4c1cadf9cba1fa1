package io.orra.billing;

import java.util.Optional;
import java.util.UUID;

/**
 * A subscription as its events told us.
 *
 * @param heard whether any event ever told of it
 * @param tier the tier that was told last, while it runs; empty when it does not run
 */
public record OurSubscription(Optional<UUID> tenant, boolean heard, Optional<SubscriptionTier> tier) {

    private static final int LONGEST = 64;

    /** Both sides in words, for an operator. */
    public record Words(String ours, String theirs) {}

    /** Empty when both say the same. */
    public Optional<Words> differenceTo(TheirSubscription theirs) {
        boolean both = tier.isPresent() && theirs.tier().isPresent() && theirs.runs() != TheirSubscription.Runs.NO;
        boolean differs =
                switch (theirs.runs()) {
                    case YES -> tier.isEmpty();
                    case MAYBE -> !heard;
                    case NO -> tier.isPresent();
                };
        return differs || both && !tier.equals(theirs.tier())
                ? Optional.of(new Words(words(), words(theirs)))
                : Optional.empty();
    }

    /** The provider has no such subscription. Empty when it does not run here either. */
    public Optional<Words> differenceToNone() {
        return tier.map(running -> new Words(words(), "not there"));
    }

    private String words() {
        return tier.map(running -> "runs, " + running.word()).orElse(heard ? "does not run" : "never heard of");
    }

    private static String words(TheirSubscription theirs) {
        String words =
                theirs.status() + theirs.tier().map(tier -> ", " + tier.word()).orElse("");
        return words.substring(0, Math.min(words.length(), LONGEST));
    }
}
