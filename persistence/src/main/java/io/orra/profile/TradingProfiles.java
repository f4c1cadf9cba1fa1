package io.orra.profile;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** Trading profiles, at most one for each user of a tenant. */
public class TradingProfiles {

    private final EntityManager em;

    public TradingProfiles(EntityManager em) {
        this.em = em;
    }

    public void add(TradingProfile profile) {
        em.persist(profile);
    }

    public Optional<TradingProfile> find(UUID tenantId, UUID userId) {
        return em.createQuery(
                        "select p from TradingProfile p where p.tenantId = :tenant and p.userId = :user",
                        TradingProfile.class)
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }
}
