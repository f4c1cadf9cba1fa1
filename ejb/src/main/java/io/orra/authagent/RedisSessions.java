package io.orra.authagent;

import io.orra.redis.RedisNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/** What Redis tells other programs about a tenant's session, under the original's names. */
@ApplicationScoped
public class RedisSessions {

    @Inject
    private RedisClient redis;

    @Inject
    private Clock clock;

    @Inject
    @ConfigProperty(name = "AUTH_TOKEN_TTL_SECONDS", defaultValue = "86400")
    private long longestSeconds;

    /** A fresh session: the token with its end, the status, and the word to those who listen. */
    public void announce(UUID tenant, String accessToken, Instant expiresAt) {
        mirror(tenant, accessToken, expiresAt);
        redis.publish(RedisNames.tokenRefreshed(tenant), clock.instant().toString());
    }

    /**
     * Writes token and status. Both end at the broker's flush, or after {@code AUTH_TOKEN_TTL_SECONDS} where that is
     * sooner.
     */
    public void mirror(UUID tenant, String accessToken, Instant expiresAt) {
        Instant cap = clock.instant().plus(Duration.ofSeconds(longestSeconds));
        SetParams until = SetParams.setParams().exAt((expiresAt.isBefore(cap) ? expiresAt : cap).getEpochSecond());
        redis.set(RedisNames.accessToken(tenant), accessToken, until);
        redis.set(RedisNames.connectionStatus(tenant), "connected", until);
    }

    /** The tenant has no session any more. */
    public void forget(UUID tenant) {
        redis.del(RedisNames.accessToken(tenant), RedisNames.connectionStatus(tenant));
    }

    /** The token as Redis holds it now; null when there is none. */
    public String token(UUID tenant) {
        return redis.get(RedisNames.accessToken(tenant));
    }
}
