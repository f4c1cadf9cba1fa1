package io.orra.billing;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/** The strategies of tenants. */
public class StrategyInstances {

    private final EntityManager em;

    public StrategyInstances(EntityManager em) {
        this.em = em;
    }

    public void add(StrategyInstance strategy) {
        em.persist(strategy);
    }

    /** Oldest first. */
    public List<StrategyInstance> all(UUID tenantId) {
        return em.createQuery(
                        "select s from StrategyInstance s where s.tenantId = :tenant order by s.createdAt, s.id",
                        StrategyInstance.class)
                .setParameter("tenant", tenantId)
                .getResultList();
    }

    public long countActive(UUID tenantId) {
        return em.createQuery(
                        "select count(s) from StrategyInstance s where s.tenantId = :tenant and s.active", Long.class)
                .setParameter("tenant", tenantId)
                .getSingleResult();
    }
}
