package io.orra.billing;

import io.orra.webhooks.WebhookProvider;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the night's work reads and writes. */
@Stateless
public class BillingUpkeep {

    private static final Duration KEYS_LAST = Duration.ofDays(3);

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private Clock clock;

    /** A retry comes within the day; keys are kept a little longer. */
    public void forgetOldKeys() {
        new TradeCounts(database).forgetKeys(clock.instant().minus(KEYS_LAST));
    }

    /**
     * What we hold of one subscription.
     *
     * @param runs whether its own events say that it runs; a suspended one does not
     */
    public record Ours(Optional<UUID> tenant, boolean runs) {}

    public Ours ours(WebhookProvider provider, String subscription) {
        List<BillingFact> facts = new BillingEvents(database).factsOf(provider, subscription);
        boolean over = facts.stream().anyMatch(fact -> fact.kind() == FactKind.ENDED);
        boolean runs = !over
                && facts.stream()
                        .filter(fact -> fact.kind() != FactKind.PAST_DUE)
                        .reduce((earlier, later) -> later)
                        .map(last -> last.kind() != FactKind.SUSPENDED)
                        .orElse(false);
        return new Ours(new BillingEvents(database).tenantOf(provider, subscription, Optional.empty()), runs);
    }

    /** Replaces what an earlier night found. */
    public void report(WebhookProvider provider, List<BillingDifference> found) {
        database.createQuery("delete from BillingDifference d where d.provider = :provider")
                .setParameter("provider", provider)
                .executeUpdate();
        found.forEach(database::persist);
    }
}
