package io.orra.billing;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    public void remove(StrategyInstance strategy) {
        em.remove(strategy);
    }

    public Optional<StrategyInstance> find(UUID tenantId, UUID id) {
        return Optional.ofNullable(em.find(StrategyInstance.class, id))
                .filter(strategy -> strategy.tenantId().equals(tenantId));
    }

    /** Oldest first. */
    public List<StrategyInstance> page(UUID tenantId, int first, int size) {
        return em.createQuery(
                        "select s from StrategyInstance s where s.tenantId = :tenant order by s.createdAt, s.id",
                        StrategyInstance.class)
                .setParameter("tenant", tenantId)
                .setFirstResult(first)
                .setMaxResults(size)
                .getResultList();
    }

    /** Switches off what is active beyond a number, the youngest first; returns how many. */
    public int keepActive(UUID tenantId, int number, Instant now) {
        List<StrategyInstance> excess = em.createQuery(
                        "select s from StrategyInstance s where s.tenantId = :tenant and s.active order by s.createdAt, s.id",
                        StrategyInstance.class)
                .setParameter("tenant", tenantId)
                .setFirstResult(number)
                .getResultList();
        excess.forEach(strategy -> strategy.deactivate(now));
        return excess.size();
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
