package io.orra.billing;

import jakarta.persistence.EntityManager;
import java.util.UUID;

/**
 * One at a time for each tenant: whoever changes what a tenant is entitled to, or uses up what it counts in strategies,
 * holds this until the transaction ends. A lock of PostgreSQL that needs no right on any row.
 */
public class BillingLock {

    private static final long SPACE = 0x6f727261_00000000L;

    private final EntityManager em;

    public BillingLock(EntityManager em) {
        this.em = em;
    }

    /** Of the report on differences: two that replace it at once would leave two. */
    public void takeForReport() {
        take(new UUID(0, 0));
    }

    /** Two tenants may share a key: then one waits for the other, and nothing else happens. */
    public void take(UUID tenantId) {
        em.createNativeQuery("select 1 from pg_advisory_xact_lock(?1)", Integer.class)
                .setParameter(1, SPACE ^ tenantId.getMostSignificantBits() ^ tenantId.getLeastSignificantBits())
                .getSingleResult();
    }
}
