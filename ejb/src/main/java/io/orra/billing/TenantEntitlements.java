package io.orra.billing;

import io.orra.problem.Refusal;
import io.orra.tenancy.Tenant;
import io.orra.tenancy.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** Finds what a tenant is entitled to, in the caller's transaction. */
@ApplicationScoped
public class TenantEntitlements {

    @Inject
    private TierLimits limits;

    /**
     * @throws Refusal 403 when there is no such tenant, or it is inactive
     */
    Entitlements of(EntityManager database, UUID tenantId) {
        Tenant tenant = new Tenants(database)
                .find(tenantId)
                .orElseThrow(() -> Refusal.forbidden("tenant-not-found", "Tenant not found"));
        if (!tenant.isActive()) {
            throw Refusal.forbidden("tenant-inactive", "Tenant subscription is inactive");
        }
        return of(database, tenant.subscriptionTier());
    }

    Entitlements of(EntityManager database, SubscriptionTier tier) {
        return limits.of(new Tiers(database).find(tier).orElseThrow());
    }
}
