package io.orra.launcher.demo;

import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Looks into Redis. */
record DemoRedis(Settings settings) {
    Jedis connect() {
        return new Jedis(URI.create(settings.get(Setting.REDIS_URL)));
    }

    /** The value of a key; empty when there is none. */
    Optional<String> value(String key) {
        try (Jedis redis = connect()) {
            return Optional.ofNullable(redis.get(key));
        } catch (JedisException away) {
            throw new Mismatch("Redis answers", "nothing");
        }
    }

    /** When a key ends; empty when it never does or is not there. */
    Optional<Instant> end(String key) {
        try (Jedis redis = connect()) {
            long second = redis.expireTime(key);
            return second < 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second));
        } catch (JedisException away) {
            throw new Mismatch("Redis answers", "nothing");
        }
    }
}
