package io.orra.tickeragent;

import io.orra.redis.RedisNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** Claims as strings {@code ticker:owner:{tenant}} that end by themselves; one round trip for all of an instance. */
final class RedisClaimBook implements StreamClaims.Book {

    private static final String CLAIM = script("claim.lua");
    private static final String RELEASE = script("release.lua");

    private final RedisClient redis;
    private final String instance;

    /** @param instance a name that no other has, and no other start of this one */
    RedisClaimBook(RedisClient redis, String instance) {
        this.redis = redis;
        this.instance = instance;
    }

    @Override
    public Optional<Set<UUID>> claim(List<UUID> tenants, Duration stands) {
        try {
            List<?> answers =
                    (List<?>) redis.eval(CLAIM, keys(tenants), List.of(instance, Long.toString(stands.toMillis())));
            Set<UUID> mine = new HashSet<>();
            for (int at = 0; at < tenants.size(); at++) {
                if ((Long) answers.get(at) == 1) {
                    mine.add(tenants.get(at));
                }
            }
            return Optional.of(mine);
        } catch (JedisException away) {
            return Optional.empty();
        }
    }

    @Override
    public void release(List<UUID> tenants) {
        try {
            redis.eval(RELEASE, keys(tenants), List.of(instance));
        } catch (JedisException away) {
            // They end by themselves.
            return;
        }
    }

    private static List<String> keys(List<UUID> tenants) {
        return tenants.stream().map(RedisNames::streamOwner).toList();
    }

    private static String script(String name) {
        try (InputStream file = RedisClaimBook.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
