package io.orra.billing;

import io.orra.tenancy.Tenant;
import io.orra.tenancy.Tenants;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which tenants are active, by the database. */
@Stateless
public class TenantActivity {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    public List<UUID> idsAfter(UUID id, int limit) {
        return new Tenants(database).idsAfter(id, limit);
    }

    public boolean isActive(UUID tenant) {
        return new Tenants(database).find(tenant).map(Tenant::isActive).orElse(false);
    }

    /** Those of the tenants that are active. */
    public Set<UUID> activeOf(List<UUID> tenants) {
        return Set.copyOf(database.createQuery("select t.id from Tenant t where t.id in :ids and t.active", UUID.class)
                .setParameter("ids", tenants)
                .getResultList());
    }
}
