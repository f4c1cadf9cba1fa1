package io.orra.ratelimit;

import io.orra.health.Dependency;
import io.orra.health.DependencyState;
import io.orra.redis.RedisNames;
import io.orra.redis.RedisScript;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Counts requests in Redis by the generic cell rate algorithm, in one round trip however many limits a request is under.
 * While Redis is away nobody is limited: the API's life does not hang on it (docs/adr/0032).
 */
@ApplicationScoped
public class RateLimiter {

    private static final RedisScript SCRIPT = RedisScript.of(RateLimiter.class, "take.lua");

    private record Limit(String key, int perMinute) {}

    @Inject
    private RedisClient redis;

    @Inject
    private DependencyState dependencies;

    @Inject
    @ConfigProperty(name = "RATE_LIMIT_CALLER_PER_MINUTE", defaultValue = "600")
    private int perCaller;

    @Inject
    @ConfigProperty(name = "RATE_LIMIT_TENANT_PER_MINUTE", defaultValue = "3000")
    private int perTenant;

    @Inject
    @ConfigProperty(name = "RATE_LIMIT_ADDRESS_PER_MINUTE", defaultValue = "1200")
    private int perAddress;

    /** Counts a request of a known caller against their own limit and their tenant's; empty when nothing is limited. */
    public Optional<Allowance> take(UUID tenant, UUID user) {
        return take(List.of(
                new Limit(RedisNames.rateLimit("caller:" + tenant + ":" + user), perCaller),
                new Limit(RedisNames.rateLimit("tenant:" + tenant), perTenant)));
    }

    /** Counts a request that no token proved. */
    public Optional<Allowance> takeAnonymous(String address) {
        return take(List.of(new Limit(RedisNames.rateLimit("address:" + address), perAddress)));
    }

    private Optional<Allowance> take(List<Limit> limits) {
        List<Limit> set = limits.stream().filter(limit -> limit.perMinute() > 0).toList();
        if (set.isEmpty() || !dependencies.up(Dependency.REDIS)) {
            return Optional.empty();
        }
        List<String> keys = set.stream().map(Limit::key).toList();
        List<String> sizes =
                set.stream().map(limit -> Integer.toString(limit.perMinute())).toList();
        try {
            return Optional.of(allowance((List<?>) SCRIPT.run(redis, keys, sizes)));
        } catch (JedisException away) {
            return Optional.empty();
        }
    }

    private static Allowance allowance(List<?> answer) {
        List<Long> numbers = new ArrayList<>();
        answer.forEach(number -> numbers.add((Long) number));
        return new Allowance(numbers.get(0) == 1, numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4));
    }
}
