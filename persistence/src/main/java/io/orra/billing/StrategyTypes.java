package io.orra.billing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The kinds of strategies that exist. */
public class StrategyTypes {

    private final EntityManager em;

    public StrategyTypes(EntityManager em) {
        this.em = em;
    }

    public Optional<StrategyType> find(String code) {
        return Optional.ofNullable(em.find(StrategyType.class, code));
    }

    /** As {@link #find}; nobody else changes it before this transaction ends. */
    public Optional<StrategyType> lock(String code) {
        return Optional.ofNullable(em.find(StrategyType.class, code, LockModeType.PESSIMISTIC_WRITE));
    }

    public void add(StrategyType type) {
        em.persist(type);
    }

    public List<StrategyType> all() {
        return em.createQuery("select t from StrategyType t order by t.code", StrategyType.class)
                .getResultList();
    }
}
