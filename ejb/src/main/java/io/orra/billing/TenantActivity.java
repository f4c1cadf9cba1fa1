package io.orra.billing;

import io.orra.tenancy.Tenant;
import io.orra.tenancy.Tenants;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Those of whom something else was said: {@code 1}, {@code 0}, or null, which is read as active.
     *
     * @param flags in the order of the tenants
     */
    public List<UUID> differing(List<UUID> tenants, List<String> flags) {
        Map<UUID, Boolean> active = new HashMap<>();
        database.createQuery("select t from Tenant t where t.id in :ids", Tenant.class)
                .setParameter("ids", tenants)
                .getResultList()
                .forEach(tenant -> active.put(tenant.id(), tenant.isActive()));
        return tenants.stream()
                .filter(active::containsKey)
                .filter(tenant -> {
                    String flag = flags.get(tenants.indexOf(tenant));
                    return active.get(tenant) ? "0".equals(flag) : !"0".equals(flag);
                })
                .toList();
    }
}
