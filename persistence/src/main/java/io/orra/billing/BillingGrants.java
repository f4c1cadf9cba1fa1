package io.orra.billing;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What operators gave by hand. */
public class BillingGrants {

    private final EntityManager em;

    public BillingGrants(EntityManager em) {
        this.em = em;
    }

    public void add(BillingGrant grant) {
        em.persist(grant);
    }

    /** Oldest first. */
    public List<BillingGrant> all(UUID tenantId) {
        return em.createQuery(
                        "select g from BillingGrant g where g.tenantId = :tenant order by g.createdAt, g.id",
                        BillingGrant.class)
                .setParameter("tenant", tenantId)
                .getResultList();
    }

    public Optional<BillingGrant> find(UUID tenantId, UUID id) {
        return Optional.ofNullable(em.find(BillingGrant.class, id))
                .filter(grant -> grant.tenantId().equals(tenantId));
    }
}
