package io.orra.billing;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The standing of tenants, one row for each that has one. */
public class Subscriptions {

    private final EntityManager em;

    public Subscriptions(EntityManager em) {
        this.em = em;
    }

    public Optional<Subscription> find(UUID tenantId) {
        return em.createQuery("select s from Subscription s where s.tenantId = :tenant", Subscription.class)
                .setParameter("tenant", tenantId)
                .getResultStream()
                .findFirst();
    }

    /** The tenant's row, made when it has none. Hold the {@link BillingLock}: two would make two. */
    public Subscription of(UUID tenantId, Instant now) {
        return find(tenantId).orElseGet(() -> {
            Subscription subscription = new Subscription(tenantId, now);
            em.persist(subscription);
            return subscription;
        });
    }

    /** Tenants that somebody made active although their subscription has ended. */
    public List<UUID> endedAndActive(int limit) {
        return em.createQuery("""
                        select t.id from Subscription s join Tenant t on t.id = s.tenantId
                        where s.standing = :ended and t.active""", UUID.class)
                .setParameter("ended", SubscriptionStanding.ENDED)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Tenants whose people are to be told something, the longest owed first. */
    public List<UUID> owing(int limit) {
        return em.createQuery(
                        "select s.tenantId from Subscription s where s.noticeOwed is not null order by s.updatedAt, s.id",
                        UUID.class)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Tenants whose standing time alone has changed, the longest due first. */
    public List<UUID> due(Instant now, int limit) {
        return em.createQuery(
                        "select s.tenantId from Subscription s where s.dueAt <= :now order by s.dueAt, s.id",
                        UUID.class)
                .setParameter("now", StoredTime.of(now))
                .setMaxResults(limit)
                .getResultList();
    }
}
