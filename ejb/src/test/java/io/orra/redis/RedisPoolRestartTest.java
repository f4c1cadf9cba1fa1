package io.orra.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** The connections that all parts share, on a real Redis that is killed and started again. */
class RedisPoolRestartTest {

    private static final int CONNECTIONS = 8;

    @TempDir
    Path folder;

    @Test
    void one_command_fails_after_a_restart_however_many_connections_idled() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try (RedisProcess redis = new RedisProcess(folder);
                RedisClient client = new RedisConnection().client(redis.address())) {
            // Each waits on a connection of its own.
            CompletableFuture.allOf(IntStream.range(0, CONNECTIONS)
                            .mapToObj(i -> CompletableFuture.runAsync(() -> client.blpop(1.0, "none:" + i), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
            redis.kill();
            redis.start();

            long failed = IntStream.range(0, CONNECTIONS)
                    .filter(i -> !answers(client))
                    .count();
            assertThat(failed).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean answers(RedisClient client) {
        try {
            return client.ping().equals("PONG");
        } catch (JedisConnectionException broken) {
            return false;
        }
    }
}
