package io.orra.billing;

import io.orra.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.UUID;

/** Finds what a tenant is entitled to, in the caller's transaction. */
@ApplicationScoped
public class TenantEntitlements {

    /** @param trades those of the day that was asked for */
    record OnDay(Entitlements entitlements, int trades) {}

    @Inject
    private TierLimits limits;

    /**
     * @throws Refusal 403 when there is no such tenant, or it is inactive
     */
    OnDay of(EntityManager database, UUID tenantId, LocalDate day) {
        EntitledTenant tenant =
                new EntitledTenants(database).find(tenantId, day).orElseThrow(TenantEntitlements::noTenant);
        return new OnDay(of(tenant), tenant.trades());
    }

    /** @throws Refusal 403 when the tenant is inactive */
    Entitlements of(EntitledTenant tenant) {
        if (!tenant.active()) {
            throw Refusal.forbidden("tenant-inactive", "Tenant subscription is inactive");
        }
        return limits.of(tenant);
    }

    static Refusal noTenant() {
        return Refusal.forbidden("tenant-not-found", "Tenant not found");
    }

    Entitlements of(EntityManager database, SubscriptionTier tier) {
        return limits.of(new Tiers(database).find(tier).orElseThrow());
    }
}
