package io.orra.billing;

import io.orra.redis.RedisNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.RedisClient;

/** What Redis says of whether tenants are active, under the original's names; repaired when it says something else. */
@ApplicationScoped
public class ActiveFlags {

    private static final int PAGE = 500;
    private static final long INACTIVE_SECONDS = 86_400;
    private static final UUID FIRST = new UUID(0, 0);

    @Inject
    private RedisClient redis;

    @Inject
    private TenantActivity tenants;

    /** Sets the flag, drops what only an active tenant has, and tells whoever listens. */
    public void tell(UUID tenant, boolean active) {
        redis.set(RedisNames.tenantActive(tenant), active ? "1" : "0");
        if (active) {
            redis.del(RedisNames.connectionStatus(tenant));
        } else {
            redis.del(RedisNames.accessToken(tenant));
            redis.setex(RedisNames.connectionStatus(tenant), INACTIVE_SECONDS, "inactive");
        }
        redis.publish(RedisNames.tenantStatus(tenant), active ? "active" : "inactive");
    }

    /**
     * Walks over all tenants. The database is asked after Redis, and again for each that differs, so that a change under
     * way is not undone.
     *
     * @return how many were repaired
     */
    int repair() {
        int repaired = 0;
        List<UUID> page = tenants.idsAfter(FIRST, PAGE);
        while (!page.isEmpty()) {
            String[] keys = page.stream().map(RedisNames::tenantActive).toArray(String[]::new);
            List<String> flags = new ArrayList<>(redis.mget(keys));
            for (UUID differing : tenants.differing(page, flags)) {
                tell(differing, tenants.isActive(differing));
                repaired++;
            }
            page = page.size() < PAGE ? List.of() : tenants.idsAfter(page.get(page.size() - 1), PAGE);
        }
        return repaired;
    }
}
