package io.orra.billing;

import io.orra.audit.Audit;
import io.orra.identity.Caller;
import io.orra.tenancy.Tenants;
import io.orra.webhooks.WebhookProvider;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the night's work reads and writes. */
@Stateless
public class BillingUpkeep {

    private static final Duration KEYS_LAST = Duration.ofDays(3);

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private StandingService standings;

    @Inject
    private Audit journal;

    @Inject
    private Clock clock;

    /** A retry comes within the day; keys are kept a little longer. */
    public void forgetOldKeys() {
        new TradeCounts(database).forgetKeys(clock.instant().minus(KEYS_LAST));
    }

    public boolean isTier(SubscriptionTier tier) {
        return new Tiers(database).find(tier).isPresent();
    }

    /** What we hold of a provider's subscription; the tenant by what the provider says where no event told it. */
    public OurSubscription ours(WebhookProvider provider, TheirSubscription theirs) {
        OurSubscription ours = ours(provider, theirs.id());
        Optional<UUID> tenant = ours.tenant().or(() -> theirs.organisation().flatMap(new Tenants(database)::idOf));
        return new OurSubscription(tenant, ours.heard(), ours.tier());
    }

    public OurSubscription ours(WebhookProvider provider, String subscription) {
        BillingEvents events = new BillingEvents(database);
        Optional<UUID> tenant = events.tenantOf(provider, subscription, Optional.empty());
        List<BillingFact> told = events.factsOf(provider, subscription);
        List<BillingFact> facts = tenant.map(events::facts).orElse(told);
        return new OurSubscription(
                tenant, !told.isEmpty(), standings.history(facts).runs(provider, subscription, clock.instant()));
    }

    /** The provider's subscriptions of tenants that began and of which no end was told. */
    public List<String> running(WebhookProvider provider) {
        return new BillingEvents(database).begun(provider);
    }

    /** An operator asked for a comparison. */
    public void asked(Caller operator) {
        journal.byOperator(operator, null, "billing.compare", null, Map.of());
    }

    /** Replaces what an earlier comparison found. */
    public void report(WebhookProvider provider, List<BillingDifference> found) {
        new BillingLock(database).takeForReport();
        database.createQuery("delete from BillingDifference d where d.provider = :provider")
                .setParameter("provider", provider)
                .executeUpdate();
        found.forEach(database::persist);
    }
}
