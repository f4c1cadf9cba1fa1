package io.orra.billing;

import io.orra.health.Dependency;
import io.orra.health.DependencyState;
import io.orra.redis.RedisNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** What Redis says of whether tenants are active, under the original's names; repaired when it says something else. */
@ApplicationScoped
public class ActiveFlags {

    private static final int PAGE = 500;
    private static final long INACTIVE_SECONDS = 86_400;
    private static final UUID FIRST = new UUID(0, 0);

    @Inject
    private RedisClient redis;

    @Inject
    private DependencyState dependencies;

    @Inject
    private TenantActivity tenants;

    /**
     * Sets the flag, drops what only an active tenant has, and tells whoever listens: all of it or nothing.
     *
     * @throws JedisException when Redis is away; nobody waits for one that is known to be
     */
    public void tell(UUID tenant, boolean active) {
        if (!dependencies.up(Dependency.REDIS)) {
            throw new JedisConnectionException("Redis is away");
        }
        try (AbstractTransaction together = redis.multi()) {
            together.set(RedisNames.tenantActive(tenant), active ? "1" : "0");
            if (active) {
                together.del(RedisNames.connectionStatus(tenant));
            } else {
                together.del(RedisNames.accessToken(tenant));
                together.setex(RedisNames.connectionStatus(tenant), INACTIVE_SECONDS, "inactive");
            }
            together.publish(RedisNames.tenantStatus(tenant), active ? "active" : "inactive");
            together.exec();
        }
    }

    /**
     * Walks over all tenants. The database is asked after Redis, and again for each that differs, so that a change under
     * way is not undone. A token that somebody wrote while its tenant was switched off goes too.
     *
     * @return how many were repaired
     */
    int repair() {
        int repaired = 0;
        List<UUID> page = tenants.idsAfter(FIRST, PAGE);
        while (!page.isEmpty()) {
            repaired += repair(page);
            page = page.size() < PAGE ? List.of() : tenants.idsAfter(page.get(page.size() - 1), PAGE);
        }
        return repaired;
    }

    private int repair(List<UUID> page) {
        int repaired = 0;
        List<String> flags = redis.mget(names(page, RedisNames::tenantActive));
        Set<UUID> active = tenants.activeOf(page);
        for (int i = 0; i < page.size(); i++) {
            UUID tenant = page.get(i);
            // A flag that is missing is read as active.
            if (active.contains(tenant) == "0".equals(flags.get(i))) {
                tell(tenant, tenants.isActive(tenant));
                repaired++;
            }
        }
        List<UUID> off =
                page.stream().filter(tenant -> !active.contains(tenant)).toList();
        return off.isEmpty() ? repaired : repaired + Math.toIntExact(redis.del(names(off, RedisNames::accessToken)));
    }

    private static String[] names(List<UUID> tenants, Function<UUID, String> name) {
        return tenants.stream().map(name).toArray(String[]::new);
    }
}
