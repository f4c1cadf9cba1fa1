package io.orra.tenancy;

import jakarta.persistence.EntityManager;
import java.util.UUID;

/**
 * Binds the current transaction to one tenant: until it ends, row-level security shows and takes that tenant's rows
 * only. Before it, and after the end, the application's role sees no row at all.
 */
public class TenantBinding {

    private final EntityManager em;

    public TenantBinding(EntityManager em) {
        this.em = em;
    }

    /** @throws IllegalStateException outside a transaction, where the binding would be lost at once */
    public void bind(UUID tenantId) {
        if (!em.isJoinedToTransaction()) {
            throw new IllegalStateException("A tenant can only be bound to a transaction");
        }
        em.createNativeQuery("select set_config('app.current_tenant_id', ?1, true)", String.class)
                .setParameter(1, tenantId.toString())
                .getSingleResult();
    }
}
