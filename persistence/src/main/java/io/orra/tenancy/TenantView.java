package io.orra.tenancy;

import io.orra.billing.SubscriptionTier;
import java.time.Instant;
import java.util.UUID;

/**
 * A tenant as operators see it.
 *
 * @param state active, inactive (by billing), suspended or removed
 * @param version grows with each change; that of the entity tag
 */
public record TenantView(
        UUID id,
        String clerkOrgId,
        String name,
        String subscriptionTier,
        boolean active,
        String state,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    public static TenantView of(Tenant tenant) {
        SubscriptionTier tier = tenant.subscriptionTier();
        return new TenantView(
                tenant.id(),
                tenant.clerkOrgId(),
                tenant.name(),
                tier.word(),
                tenant.isActive(),
                tenant.state(),
                tenant.createdAt(),
                tenant.updatedAt(),
                tenant.version());
    }
}
