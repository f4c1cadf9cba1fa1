package io.orra.billing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The tiers that exist. */
public class Tiers {

    private final EntityManager em;

    public Tiers(EntityManager em) {
        this.em = em;
    }

    public Optional<Tier> find(SubscriptionTier tier) {
        return Optional.ofNullable(em.find(Tier.class, tier.word()));
    }

    /** As {@link #find}; nobody else changes it before this transaction ends. */
    public Optional<Tier> lock(SubscriptionTier tier) {
        return Optional.ofNullable(em.find(Tier.class, tier.word(), LockModeType.PESSIMISTIC_WRITE));
    }

    public void add(Tier tier) {
        em.persist(tier);
    }

    /** The lowest first. */
    public List<Tier> all() {
        return em.createQuery("select t from Tier t order by t.rank", Tier.class)
                .getResultList();
    }
}
