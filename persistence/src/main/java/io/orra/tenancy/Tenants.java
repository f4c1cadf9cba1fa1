package io.orra.tenancy;

import io.orra.billing.SubscriptionTier;
import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All tenants under the agents' role; under the application's role only the one that is bound. */
public class Tenants {

    private final EntityManager em;

    public Tenants(EntityManager em) {
        this.em = em;
    }

    /** The organisation's tenant, made now if it is new: safe when two webhooks tell of it at once. */
    public Tenant provision(String clerkOrgId, String name, Instant now) {
        em.createNativeQuery("""
                        insert into tenants (id, tenant_id, clerk_org_id, name, subscription_tier, is_active, version,
                                             created_at, updated_at)
                        values (:id, :id, :org, :name, :tier, true, 0, :now, :now)
                        on conflict (clerk_org_id) do nothing""")
                .setParameter("id", UUID.randomUUID())
                .setParameter("org", clerkOrgId)
                .setParameter("name", name)
                .setParameter("tier", SubscriptionTier.FREE.word())
                .setParameter("now", StoredTime.of(now))
                .executeUpdate();
        return findByClerkOrgId(clerkOrgId).orElseThrow();
    }

    public Optional<Tenant> find(UUID tenantId) {
        return Optional.ofNullable(em.find(Tenant.class, tenantId));
    }

    /** Those of the ids that exist. */
    public List<Tenant> findAll(Collection<UUID> tenantIds) {
        return em.createQuery("select t from Tenant t where t.id in :ids", Tenant.class)
                .setParameter("ids", tenantIds)
                .getResultList();
    }

    public Optional<Tenant> findByClerkOrgId(String clerkOrgId) {
        return em.createQuery("select t from Tenant t where t.clerkOrgId = :org", Tenant.class)
                .setParameter("org", clerkOrgId)
                .getResultStream()
                .findFirst();
    }

    /** Without the row itself, so that whoever locks first reads it afterwards. */
    public Optional<UUID> idOf(String clerkOrgId) {
        return em.createQuery("select t.id from Tenant t where t.clerkOrgId = :org", UUID.class)
                .setParameter("org", clerkOrgId)
                .getResultStream()
                .findFirst();
    }

    /** Ids after one, in their own order: a walk over all that many changes don't disturb. */
    public List<UUID> idsAfter(UUID id, int limit) {
        return em.createQuery("select t.id from Tenant t where t.id > :id order by t.id", UUID.class)
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Oldest first. */
    public List<Tenant> page(int first, int size) {
        return page(em.createQuery("select t from Tenant t order by t.createdAt, t.id", Tenant.class), first, size);
    }

    /** Oldest first, without those that are inactive. */
    public List<Tenant> pageOfActive(int first, int size) {
        return page(
                em.createQuery("select t from Tenant t where t.active order by t.createdAt, t.id", Tenant.class),
                first,
                size);
    }

    /**
     * What to list, oldest first.
     *
     * @param active null for both; removed tenants are listed with the inactive ones
     * @param tier null for all
     * @param text a part of the name or the organisation's id in any case; null for all
     * @param after tenants behind this one only; null from the first on
     */
    public record Search(Boolean active, SubscriptionTier tier, String text, Position after, int size) {}

    /** Where a page ended. */
    public record Position(Instant createdAt, UUID id) {}

    public List<Tenant> find(Search search) {
        StringBuilder where = new StringBuilder("where 1 = 1");
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (search.active() != null) {
            where.append(" and t.active = :active");
            parameters.put("active", search.active());
        }
        if (search.tier() != null) {
            where.append(" and t.subscriptionTier = :tier");
            parameters.put("tier", search.tier());
        }
        if (search.text() != null) {
            where.append(" and (lower(t.name) like :text escape '\\' or lower(t.clerkOrgId) like :text escape '\\')");
            parameters.put("text", "%" + escaped(search.text().toLowerCase(Locale.ROOT)) + "%");
        }
        if (search.after() != null) {
            where.append(" and (t.createdAt > :at or t.createdAt = :at and t.id > :id)");
            parameters.put("at", search.after().createdAt());
            parameters.put("id", search.after().id());
        }
        TypedQuery<Tenant> query =
                em.createQuery("select t from Tenant t " + where + " order by t.createdAt, t.id", Tenant.class);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(search.size()).getResultList();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    public long count() {
        return em.createQuery("select count(t) from Tenant t", Long.class).getSingleResult();
    }

    public long countActive() {
        return em.createQuery("select count(t) from Tenant t where t.active", Long.class)
                .getSingleResult();
    }

    private static List<Tenant> page(TypedQuery<Tenant> query, int first, int size) {
        return query.setFirstResult(first).setMaxResults(size).getResultList();
    }
}
