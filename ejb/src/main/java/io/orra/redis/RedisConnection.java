package io.orra.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.JedisURIHelper;

/** Opens the pooled connection that {@code REDIS_URL} names. Nothing is opened before the first command. */
@ApplicationScoped
public class RedisConnection {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 2_000;

    @Produces
    @Singleton
    public RedisClient client(@ConfigProperty(name = "REDIS_URL", defaultValue = "redis://127.0.0.1:6379/0") URI url) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(16);
        pool.setMaxIdle(8);
        pool.setMaxWait(Duration.ofMillis(ANSWER_MILLIS));
        pool.setTestWhileIdle(true);
        PooledConnectionProvider connections = new PooledConnectionProvider(
                new HostAndPort(url.getHost(), url.getPort() == -1 ? 6379 : url.getPort()), clientConfig(url), pool);
        return RedisClient.builder()
                .clientConfig(clientConfig(url))
                .connectionProvider(connections)
                .commandExecutor(new TracedCommands(connections))
                .build();
    }

    /** How each connection logs in and how long it waits. */
    public static DefaultJedisClientConfig clientConfig(URI url) {
        return DefaultJedisClientConfig.builder()
                .user(JedisURIHelper.getUser(url))
                .password(JedisURIHelper.getPassword(url))
                .database(JedisURIHelper.getDBIndex(url))
                .ssl(JedisURIHelper.isRedisSSLScheme(url))
                .connectionTimeoutMillis(CONNECT_MILLIS)
                .socketTimeoutMillis(ANSWER_MILLIS)
                .clientName("orra")
                .build();
    }

    void close(@Disposes RedisClient client) {
        client.close();
    }
}
