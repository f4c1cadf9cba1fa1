package io.orra.billing;

import io.orra.tenancy.Tenant;
import io.orra.tenancy.Tenants;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tenants of whom no billing event was ever seen and to whom nothing was given. */
@Stateless
public class UnbilledTenants {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private TenantEntitlements entitlements;

    @Inject
    private Clock clock;

    public boolean isUnbilled(UUID tenant) {
        return new Subscriptions(database).find(tenant).isEmpty();
    }

    /** Gives the tier, where it exists and the tenant is unbilled still. */
    public void take(UUID tenantId, SubscriptionTier tier) {
        new BillingLock(database).take(tenantId);
        Optional<Tenant> tenant = new Tenants(database).find(tenantId);
        if (tenant.isEmpty()
                || !isUnbilled(tenantId)
                || tenant.get().subscriptionTier().equals(tier)
                || new Tiers(database).find(tier).isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        tenant.get().moveTo(tier, now);
        entitlements
                .of(database, tier)
                .maxStrategies()
                .ifPresent(limit -> new StrategyInstances(database).keepActive(tenantId, limit, now));
    }
}
