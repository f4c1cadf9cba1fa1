package io.orra.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;

/** A Lua script beside its class: sent once, then called by its hash; a Redis that forgot it is sent it again. */
public final class RedisScript {

    private static final String UNKNOWN_SCRIPT = "NOSCRIPT";

    private final String text;
    private final String hash;
    private volatile boolean loaded;

    private RedisScript(String text) {
        this.text = text;
        this.hash = DigestUtils.sha1Hex(text);
    }

    public static RedisScript of(Class<?> user, String file) {
        try (InputStream lua = user.getResourceAsStream(file)) {
            return new RedisScript(new String(lua.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @throws redis.clients.jedis.exceptions.JedisException when Redis is away */
    public Object run(RedisClient redis, List<String> keys, List<String> arguments) {
        if (loaded) {
            try {
                return redis.evalsha(hash, keys, arguments);
            } catch (JedisDataException refused) {
                if (refused.getMessage() == null || !refused.getMessage().startsWith(UNKNOWN_SCRIPT)) {
                    throw refused;
                }
            }
        }
        Object answer = redis.eval(text, keys, arguments);
        loaded = true;
        return answer;
    }
}
