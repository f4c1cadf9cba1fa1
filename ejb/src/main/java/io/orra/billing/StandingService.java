package io.orra.billing;

import io.orra.audit.Audit;
import io.orra.audit.AuditOutcome;
import io.orra.tenancy.Tenant;
import io.orra.tenancy.TenantChanged;
import io.orra.tenancy.Tenants;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Works out where a tenant stands, of all its events and grants and the time, and lets the effects follow in the same
 * transaction. Asking again changes nothing, so events, timers and operators may all ask.
 */
@Stateless
public class StandingService {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private StandingEffects effects;

    @Inject
    private Audit journal;

    @Inject
    private Clock clock;

    @Inject
    @ConfigProperty(name = "BILLING_GRACE_DAYS", defaultValue = "7")
    private int graceDays;

    private BillingEvents events;
    private Subscriptions subscriptions;

    @PostConstruct
    void open() {
        events = new BillingEvents(database);
        subscriptions = new Subscriptions(database);
    }

    /** Holds the tenant's billing until the transaction ends; read what may change only afterwards. */
    public void lock(UUID tenantId) {
        new BillingLock(database).take(tenantId);
    }

    /** Returns the standing where it changed. */
    public Optional<Standing> reassess(UUID tenantId) {
        lock(tenantId);
        return settle(tenantId, new Tiers(database).all());
    }

    /** As {@link #reassess}, for whoever holds the lock and has read the tiers. */
    public Optional<Standing> settle(UUID tenantId, List<Tier> tiers) {
        Instant now = clock.instant();
        Tenant tenant = new Tenants(database).find(tenantId).orElseThrow();
        Subscription subscription = subscriptions.of(tenantId, now);
        Standing before = subscription.current();
        Standing after = history(tenantId, tiers).at(now);
        subscription.move(after, now);
        effects.follow(tenant, subscription, before);
        return before.equals(subscription.current()) ? Optional.empty() : Optional.of(subscription.current());
    }

    /** As {@link #reassess}, when nobody but the clock asks: the trail tells what time changed. */
    public void passTime(UUID tenantId) {
        reassess(tenantId)
                .ifPresent(standing -> journal.byAgent(
                        tenantId, "billing", "subscription.change", AuditOutcome.DONE, null, words(standing, "time")));
    }

    /** A standing in words for the trail, with what led to it. */
    static Map<String, String> words(Standing now, String because) {
        return Map.of(
                "because",
                because,
                "standing",
                now.standing().word(),
                "tier",
                now.tier().word());
    }

    /** Lets nobody in whose subscription ended while the tenant was suspended: in the transaction of its resumption. */
    public void resumed(@Observes TenantChanged change) {
        if (change.kind() == TenantChanged.Kind.RESUMED
                && subscriptions.find(change.tenantId()).isPresent()) {
            reassess(change.tenantId());
        }
    }

    /** Tenants for whom the time has come. */
    public List<UUID> due(int limit) {
        return subscriptions.due(clock.instant(), limit);
    }

    /** Tenants that somebody made active although their subscription has ended. */
    public List<UUID> contradicted(int limit) {
        return subscriptions.endedAndActive(limit);
    }

    /** Tenants that were made after events of theirs had come. */
    public List<UUID> awaited(int limit) {
        return events.tenantsWithOrphans(limit);
    }

    /** Gives a tenant the events that came before it, and lets follow what follows. */
    public void adopt(UUID tenantId) {
        lock(tenantId);
        Tenant tenant = new Tenants(database).find(tenantId).orElseThrow();
        events.orphansOfOrganisation(tenant.clerkOrgId()).forEach(orphan -> orphan.assignTo(tenantId));
        passTime(tenantId);
    }

    /** What follows of these facts alone, without grants. */
    public BillingHistory history(List<BillingFact> facts) {
        return history(facts, List.of(), new Tiers(database).all());
    }

    private BillingHistory history(UUID tenantId, List<Tier> tiers) {
        List<GrantedTier> grants = new BillingGrants(database)
                .all(tenantId).stream().map(GrantedTier::of).toList();
        return history(events.facts(tenantId), grants, tiers);
    }

    private BillingHistory history(List<BillingFact> facts, List<GrantedTier> grants, List<Tier> tiers) {
        Map<SubscriptionTier, Integer> ranks = tiers.stream().collect(Collectors.toMap(Tier::tier, Tier::rank));
        return new BillingHistory(facts, grants, tier -> ranks.getOrDefault(tier, 0), Duration.ofDays(graceDays));
    }
}
