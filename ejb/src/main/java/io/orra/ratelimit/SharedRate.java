package io.orra.ratelimit;

import io.orra.health.Dependency;
import io.orra.health.DependencyState;
import io.orra.redis.RedisNames;
import io.orra.redis.RedisScript;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** What all instances together may do so often a second, counted in Redis as requests are (docs/adr/0032). */
@ApplicationScoped
public class SharedRate {

    private static final RedisScript SCRIPT = RedisScript.of(SharedRate.class, "rate.lua");
    private static final double MICROS = 1_000_000;

    @Inject
    private RedisClient redis;

    @Inject
    private DependencyState dependencies;

    /**
     * @param perSecond more than 0
     * @param atOnce how many may follow one another at once after a pause
     * @return how many of those wanted may be done now; empty while Redis is away
     */
    public OptionalInt take(String name, double perSecond, int atOnce, int wanted) {
        if (!dependencies.up(Dependency.REDIS)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(run(name, perSecond, atOnce, wanted));
        } catch (JedisException away) {
            return OptionalInt.empty();
        }
    }

    /** What was taken and not done. */
    public void giveBack(String name, double perSecond, int atOnce, int calls) {
        take(name, perSecond, atOnce, -calls);
    }

    private int run(String name, double perSecond, int atOnce, int wanted) {
        return ((Number) SCRIPT.run(
                        redis,
                        List.of(RedisNames.rateLimit(name)),
                        List.of(
                                String.format(Locale.ROOT, "%.3f", MICROS / perSecond),
                                Integer.toString(atOnce),
                                Integer.toString(wanted))))
                .intValue();
    }
}
