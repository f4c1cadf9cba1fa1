package io.orra.billing;

import io.orra.webhooks.WebhookProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * All that is known of a tenant's billing, and the standing that follows. It is worked out of the whole set of facts in
 * the provider's order each time, so that it can't depend on the order in which they came, nor on how often.
 */
public final class BillingHistory {

    private final Map<Name, SubscriptionCourse> named;
    private final Collection<SubscriptionCourse> courses;
    private final List<GrantedTier> grants;
    private final ToIntFunction<SubscriptionTier> rank;
    private final boolean ended;

    /**
     * @param facts in any order
     * @param rank a change to a tier of a higher rank is an upgrade
     * @param grace how long the service goes on without the payment that is due
     */
    public BillingHistory(
            Collection<BillingFact> facts,
            List<GrantedTier> grants,
            ToIntFunction<SubscriptionTier> rank,
            Duration grace) {
        this.grants = List.copyOf(grants);
        this.rank = rank;
        List<BillingFact> ordered = facts.stream().sorted(BillingFact.BY_TIME).toList();
        this.ended = ordered.stream().anyMatch(fact -> fact.kind() == FactKind.ENDED);
        Map<Name, SubscriptionCourse> byName = new HashMap<>();
        for (BillingFact fact : ordered) {
            byName.computeIfAbsent(Name.of(fact), name -> new SubscriptionCourse(rank, grace));
        }
        for (BillingFact fact : ordered) {
            byName.forEach((name, course) -> tell(name, course, fact));
        }
        this.named = Map.copyOf(byName);
        this.courses = named.values();
    }

    private record Name(WebhookProvider provider, String subscription) {
        static Name of(BillingFact fact) {
            return new Name(fact.provider(), fact.subscription());
        }
    }

    /**
     * An end that names no subscription cuts off all that its provider told before; one that names its own cuts off what
     * was told before without a name. A payment that is missing without a name is missing everywhere.
     */
    private static void tell(Name name, SubscriptionCourse course, BillingFact fact) {
        if (fact.provider() != name.provider()) {
            return;
        }
        boolean own = fact.subscription().equals(name.subscription());
        if (fact.kind() == FactKind.ENDED
                && (!fact.isNamed() || name.subscription().isEmpty())) {
            course.cut();
        } else if (own || fact.kind() == FactKind.PAST_DUE && !fact.isNamed()) {
            course.tell(fact);
        }
    }

    /** Where the tenant stands at a moment: with the best of what runs then. */
    public Standing at(Instant now) {
        Optional<Instant> due = due(now);
        return Stream.concat(
                        courses.stream().map(course -> course.at(now)).flatMap(Optional::stream),
                        grants.stream().filter(grant -> grant.runsAt(now)).map(BillingHistory::given))
                .max(Comparator.<SubscriptionCourse.State>comparingInt(state -> rank.applyAsInt(state.tier()))
                        .thenComparing(state -> state.graceUntil().isEmpty())
                        .thenComparing(state -> state.graceUntil().orElse(Instant.MAX))
                        .thenComparing(state -> state.nextTierAt().isEmpty())
                        .thenComparing(state -> state.paidUntil().orElse(Instant.MAX)))
                .map(best -> running(best, due))
                .orElseGet(() -> Standing.of(everRan() ? SubscriptionStanding.ENDED : SubscriptionStanding.NONE, due));
    }

    /** The tier that was told last of one subscription, while that one runs. */
    public Optional<SubscriptionTier> runs(WebhookProvider provider, String subscription, Instant now) {
        return Optional.ofNullable(named.get(new Name(provider, subscription)))
                .flatMap(course -> course.at(now))
                .map(state -> state.nextTier().orElse(state.tier()));
    }

    private boolean everRan() {
        return ended || courses.stream().anyMatch(SubscriptionCourse::everRan);
    }

    private Optional<Instant> due(Instant now) {
        return Stream.concat(
                        courses.stream().flatMap(SubscriptionCourse::boundaries),
                        grants.stream().flatMap(grant -> Stream.of(grant.from(), grant.until())))
                .filter(Objects::nonNull)
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }

    private static SubscriptionCourse.State given(GrantedTier grant) {
        return new SubscriptionCourse.State(
                grant.tier(), Optional.of(grant.until()), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Standing running(SubscriptionCourse.State state, Optional<Instant> due) {
        return new Standing(
                state.graceUntil().isPresent() ? SubscriptionStanding.GRACE : SubscriptionStanding.ACTIVE,
                state.tier(),
                state.paidUntil(),
                state.graceUntil(),
                state.nextTier(),
                state.nextTierAt(),
                due);
    }
}
