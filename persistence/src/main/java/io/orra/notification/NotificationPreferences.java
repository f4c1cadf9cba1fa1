package io.orra.notification;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notification preferences, at most one for each user of a tenant. */
public class NotificationPreferences {

    private final EntityManager em;

    public NotificationPreferences(EntityManager em) {
        this.em = em;
    }

    public void add(NotificationPreference preference) {
        em.persist(preference);
    }

    public Optional<NotificationPreference> find(UUID tenantId, UUID userId) {
        return em.createQuery(
                        "select p from NotificationPreference p where p.tenantId = :tenant and p.userId = :user",
                        NotificationPreference.class)
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    public Optional<NotificationPreference> findEnabled(UUID tenantId, UUID userId) {
        return find(tenantId, userId).filter(NotificationPreference::isEnabled);
    }

    /** Users of a tenant who want to be told. */
    public List<UUID> usersToTell(UUID tenantId) {
        return em.createQuery(
                        "select distinct p.userId from NotificationPreference p where p.tenantId = :tenant and p.enabled",
                        UUID.class)
                .setParameter("tenant", tenantId)
                .getResultList();
    }
}
