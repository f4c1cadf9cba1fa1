package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orra.marketdata.StreamOwners;
import io.orra.persistence.SchemaMigration;
import io.orra.postgresql.RealPostgres;
import io.orra.redis.RedisConnection;
import io.orra.redis.RedisProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Two instances on a real Redis and a real PostgreSQL, one of them behind a line to Redis that is cut. */
class WitnessedClaimBookTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final List<UUID> BOTH = List.of(ONE, OTHER);
    private static final Duration STANDS = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private EmbeddedPostgres database;
    private RedisProcess redis;
    private BreakableLine line;
    private RedisClient cutOff;
    private RedisClient direct;
    private volatile boolean schemaReady = true;
    private WitnessedClaimBook here;
    private WitnessedClaimBook there;

    @BeforeEach
    void start() throws Exception {
        database = RealPostgres.builder().start();
        SchemaMigration.market(database.getJdbcUrl("postgres", "postgres"), "postgres", "", "postgres")
                .run();
        redis = new RedisProcess(folder);
        line = new BreakableLine(redis.address());
        cutOff = client(line.address());
        direct = client(redis.address());
        here = book(cutOff);
        there = book(direct);
    }

    @AfterEach
    void end() throws Exception {
        cutOff.close();
        direct.close();
        line.close();
        redis.close();
        database.close();
    }

    @Test
    void one_that_is_cut_off_loses_what_another_took_and_keeps_the_rest() throws Exception {
        assertThat(here.claim(BOTH, STANDS)).hasValue(Set.of(ONE, OTHER));

        line.close();
        await().until(() -> there.claim(List.of(ONE), STANDS).orElseThrow().contains(ONE));

        assertThat(here.claim(BOTH, STANDS)).hasValue(Set.of(OTHER));
        assertThat(here.claim(BOTH, STANDS)).as("asked again").hasValue(Set.of(OTHER));
    }

    @Test
    void while_nobody_took_anything_what_is_held_stays_and_nothing_is_added() throws Exception {
        here.claim(List.of(ONE), STANDS);
        line.close();
        assertThat(here.claim(BOTH, STANDS)).hasValue(Set.of(ONE));
    }

    @Test
    void what_was_given_up_is_nobodys() throws Exception {
        here.claim(BOTH, STANDS);
        here.release(List.of(ONE));
        line.close();
        assertThat(here.claim(BOTH, STANDS)).hasValue(Set.of(OTHER));
        assertThat(there.claim(List.of(ONE), STANDS)).hasValue(Set.of(ONE));
    }

    @Test
    void without_either_nobody_knows() throws Exception {
        here.claim(BOTH, STANDS);
        line.close();
        database.close();
        assertThat(here.claim(BOTH, STANDS)).isEmpty();
    }

    /** The witness heard of the one before alone, so it can't say that this one lost it. */
    @Test
    void what_the_witness_was_not_told_of_stays() throws Exception {
        there.claim(List.of(ONE), STANDS);
        schemaReady = false;
        await().until(() -> here.claim(List.of(ONE), STANDS).orElseThrow().contains(ONE));
        schemaReady = true;
        line.close();
        assertThat(here.claim(List.of(ONE), STANDS)).isEqualTo(Optional.empty());
    }

    private WitnessedClaimBook book(RedisClient client) {
        UUID instance = UUID.randomUUID();
        return new WitnessedClaimBook(
                new RedisClaimBook(client, instance.toString()),
                new StreamOwners(database.getPostgresDatabase(), instance),
                () -> schemaReady,
                ForkJoinPool.commonPool());
    }

    private static RedisClient client(URI address) {
        return RedisClient.builder()
                .hostAndPort(address.getHost(), address.getPort())
                .clientConfig(RedisConnection.clientConfig(address))
                .build();
    }
}
