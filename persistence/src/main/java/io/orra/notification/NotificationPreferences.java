package io.orra.notification;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notification preferences: the channels of a tenant's user in their order, at most one row for each. */
public class NotificationPreferences {

    private final EntityManager em;

    public NotificationPreferences(EntityManager em) {
        this.em = em;
    }

    public void add(NotificationPreference preference) {
        em.persist(preference);
    }

    /** All of them, in their order. */
    public List<NotificationPreference> of(UUID tenantId, UUID userId) {
        return em.createQuery(
                        "select p from NotificationPreference p where p.tenantId = :tenant and p.userId = :user"
                                + " order by p.position, p.channel",
                        NotificationPreference.class)
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .getResultList();
    }

    /** Forgets all of them, for a new order. */
    public void clear(UUID tenantId, UUID userId) {
        em.createQuery("delete from NotificationPreference p where p.tenantId = :tenant and p.userId = :user")
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .executeUpdate();
    }

    /** The first of them. */
    public Optional<NotificationPreference> find(UUID tenantId, UUID userId) {
        return of(tenantId, userId).stream().findFirst();
    }

    public Optional<NotificationPreference> findEnabled(UUID tenantId, UUID userId) {
        return of(tenantId, userId).stream()
                .filter(NotificationPreference::isEnabled)
                .findFirst();
    }

    /** When the user wants to be left alone; empty while they never said. */
    public Optional<NotificationSettings> settings(UUID tenantId, UUID userId) {
        return em.createQuery(
                        "select s from NotificationSettings s where s.tenantId = :tenant and s.userId = :user",
                        NotificationSettings.class)
                .setParameter("tenant", tenantId)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    public void add(NotificationSettings settings) {
        em.persist(settings);
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
