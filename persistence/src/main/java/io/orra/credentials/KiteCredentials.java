package io.orra.credentials;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stored Kite credentials, at most one row for each user of a tenant. */
public class KiteCredentials {

    private final EntityManager em;

    public KiteCredentials(EntityManager em) {
        this.em = em;
    }

    public void add(KiteCredential credential) {
        em.persist(credential);
    }

    public Optional<KiteCredential> find(UUID tenantId, UUID userId) {
        return em.createQuery(
                        "select c from KiteCredential c where c.tenantId = :tenant and c.userId = :user",
                        KiteCredential.class)
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    public void erase(KiteCredential credential) {
        em.remove(credential);
    }

    /** Every linked user's row of a tenant. */
    public List<KiteCredential> of(UUID tenantId) {
        return em.createQuery("select c from KiteCredential c where c.tenantId = :tenant", KiteCredential.class)
                .setParameter("tenant", tenantId)
                .getResultList();
    }

    /** Erases all of a tenant's credentials, for its removal; returns how many there were. */
    public int eraseAll(UUID tenantId) {
        return em.createQuery("delete from KiteCredential c where c.tenantId = :tenant")
                .setParameter("tenant", tenantId)
                .executeUpdate();
    }
}
