package io.orra.billing;

import jakarta.persistence.EntityManager;
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

    public void add(StrategyType type) {
        em.persist(type);
    }

    public List<StrategyType> all() {
        return em.createQuery("select t from StrategyType t order by t.code", StrategyType.class)
                .getResultList();
    }
}
