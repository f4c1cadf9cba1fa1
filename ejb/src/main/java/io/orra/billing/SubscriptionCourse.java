package io.orra.billing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * One subscription of one provider, told its facts in the provider's order. The tier rises at once and falls when what
 * was paid for at the higher one is over. A failed payment never extends a grace that runs, and gives none to a
 * subscription that never ran.
 */
final class SubscriptionCourse {

    private final ToIntFunction<SubscriptionTier> rank;
    private final Duration grace;

    private boolean everRan;
    private boolean runs;
    private boolean over;
    private SubscriptionTier tier;
    private SubscriptionTier nextTier;
    private Instant nextTierAt;
    private Instant paidUntil;
    private Instant failingSince;

    SubscriptionCourse(ToIntFunction<SubscriptionTier> rank, Duration grace) {
        this.rank = rank;
        this.grace = grace;
    }

    /**
     * What the subscription is at a moment.
     *
     * @param graceUntil when the service ends unless a payment comes; empty while all is paid
     */
    record State(
            SubscriptionTier tier,
            Optional<Instant> paidUntil,
            Optional<Instant> graceUntil,
            Optional<SubscriptionTier> nextTier,
            Optional<Instant> nextTierAt) {}

    void tell(BillingFact fact) {
        if (over) {
            return;
        }
        promote(fact.at());
        switch (fact.kind()) {
            case PAID -> {
                run(fact);
                fact.until().ifPresent(until -> paidUntil = later(paidUntil, until));
            }
            case CURRENT -> {
                run(fact);
                fact.until().ifPresent(until -> paidUntil = until);
            }
            case PAST_DUE -> {
                if (runs && failingSince == null) {
                    failingSince = fact.at();
                }
            }
            case SUSPENDED -> stop();
            case ENDED -> {
                stop();
                over = true;
            }
            case NOTED -> {}
        }
    }

    /** Cuts off what was before, without a last word: another fact may start it again. */
    void cut() {
        stop();
    }

    boolean everRan() {
        return everRan;
    }

    /** Empty when it does not run then. */
    Optional<State> at(Instant now) {
        Optional<Instant> end = end();
        if (!runs || end.isPresent() && !now.isBefore(end.get())) {
            return Optional.empty();
        }
        boolean fallen = nextTier != null && !now.isBefore(nextTierAt);
        boolean late = failingSince != null || paidUntil != null && !now.isBefore(paidUntil);
        return Optional.of(new State(
                fallen ? nextTier : tier,
                Optional.ofNullable(paidUntil),
                late ? end : Optional.empty(),
                fallen ? Optional.empty() : Optional.ofNullable(nextTier),
                fallen ? Optional.empty() : Optional.ofNullable(nextTierAt)));
    }

    /** The moments at which time alone changes what {@link #at} says. */
    Stream<Instant> boundaries() {
        return runs
                ? Stream.of(Optional.ofNullable(paidUntil), Optional.ofNullable(nextTierAt), end())
                        .flatMap(Optional::stream)
                : Stream.empty();
    }

    private void run(BillingFact fact) {
        runs = true;
        everRan = true;
        failingSince = null;
        fact.tier().ifPresentOrElse(told -> moveTo(told, fact.at()), () -> {
            if (tier == null) {
                // Never more than the least that is sold, when nobody says what was bought.
                tier = SubscriptionTier.BASIC;
            }
        });
    }

    private void moveTo(SubscriptionTier told, Instant at) {
        boolean lower = tier != null && rank.applyAsInt(told) < rank.applyAsInt(tier);
        if (!lower || paidUntil == null || !at.isBefore(paidUntil)) {
            tier = told;
            nextTier = null;
            nextTierAt = null;
        } else if (!told.equals(nextTier)) {
            nextTier = told;
            nextTierAt = paidUntil;
        }
    }

    private void promote(Instant at) {
        if (nextTier != null && !at.isBefore(nextTierAt)) {
            tier = nextTier;
            nextTier = null;
            nextTierAt = null;
        }
    }

    private void stop() {
        runs = false;
        tier = null;
        nextTier = null;
        nextTierAt = null;
        paidUntil = null;
        failingSince = null;
    }

    private Optional<Instant> end() {
        return Optional.ofNullable(failingSince)
                .or(() -> Optional.ofNullable(paidUntil))
                .map(from -> from.plus(grace));
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }
}
