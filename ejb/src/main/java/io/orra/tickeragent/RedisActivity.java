package io.orra.tickeragent;

import io.orra.authagent.LiveSession;
import io.orra.redis.RedisNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What {@code tenant:active:{tenant}} says: whoever is switched off there is not streamed, whatever the database says.
 * While Redis is away its last word holds.
 */
@ApplicationScoped
public class RedisActivity {
    private static final Set<String> ON = Set.of("1", "true", "active", "True");

    @Inject
    private RedisClient redis;

    private volatile Set<UUID> off = Set.of();

    /** Those of the sessions whose tenants are not switched off. */
    Collection<LiveSession> active(Collection<LiveSession> sessions) {
        refresh(sessions.stream().map(LiveSession::tenantId).toList());
        return sessions.stream()
                .filter(session -> !off.contains(session.tenantId()))
                .toList();
    }

    private void refresh(List<UUID> tenants) {
        if (tenants.isEmpty()) {
            return;
        }
        try {
            List<String> flags =
                    redis.mget(tenants.stream().map(RedisNames::tenantActive).toArray(String[]::new));
            Set<UUID> switchedOff = new HashSet<>();
            for (int at = 0; at < tenants.size(); at++) {
                String flag = flags.get(at);
                if (flag != null && !ON.contains(flag)) {
                    switchedOff.add(tenants.get(at));
                }
            }
            off = switchedOff;
        } catch (JedisException away) {
            // Nothing can be published now either; the publisher's metrics tell of it.
            return;
        }
    }
}
