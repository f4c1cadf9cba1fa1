package io.orra.http;

import io.orra.health.Dependency;
import io.orra.health.DependencyState;
import io.orra.identity.Caller;
import io.orra.redis.RedisNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/** The answers given to requests with an {@code Idempotency-Key}, kept in Redis for a day. */
@ApplicationScoped
public class Idempotency {

    /** Kept: {@link Json} itself looks for the provider anew at each call. */
    private static final JsonBuilderFactory WRITTEN = Json.createBuilderFactory(Map.of());

    private static final JsonReaderFactory READ = Json.createReaderFactory(Map.of());
    private static final long KEPT_SECONDS = 86_400;
    private static final long CLAIM_SECONDS = 60;

    /**
     * What is known of a key.
     *
     * @param fingerprint of the request that used it
     * @param status 0 while that one is still being answered
     */
    public record Known(String fingerprint, int status, String mediaType, String body) {

        public boolean answered() {
            return status != 0;
        }
    }

    @Inject
    private RedisClient redis;

    @Inject
    private DependencyState dependencies;

    /** The key's place in Redis. */
    String place(Caller caller, String keyHash) {
        return RedisNames.idempotency(caller.tenantId(), caller.userId(), keyHash);
    }

    /**
     * Claims a key that nobody used.
     *
     * @return what is known of it already; empty when it is this request's now
     * @throws JedisException when Redis is away: a promise that can't be kept is not given
     */
    Optional<Known> claim(String place, String fingerprint) {
        if (!dependencies.up(Dependency.REDIS)) {
            throw new redis.clients.jedis.exceptions.JedisConnectionException("Redis is away");
        }
        String claim = json(new Known(fingerprint, 0, "", ""));
        String before = redis.setGet(place, claim, SetParams.setParams().nx().ex(CLAIM_SECONDS));
        return Optional.ofNullable(before).map(Idempotency::known);
    }

    void keep(String place, Known answer) {
        redis.set(place, json(answer), SetParams.setParams().ex(KEPT_SECONDS));
    }

    void release(String place) {
        redis.del(place);
    }

    private static String json(Known known) {
        return WRITTEN.createObjectBuilder()
                .add("fingerprint", known.fingerprint())
                .add("status", known.status())
                .add("type", known.mediaType())
                .add("body", known.body())
                .build()
                .toString();
    }

    private static Known known(String json) {
        try (JsonReader reader = READ.createReader(new StringReader(json))) {
            JsonObject object = reader.readObject();
            return new Known(
                    object.getString("fingerprint"),
                    object.getInt("status"),
                    object.getString("type"),
                    object.getString("body"));
        }
    }
}
