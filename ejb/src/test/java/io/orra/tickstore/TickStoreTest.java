package io.orra.tickstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orra.kite.Frames;
import io.orra.marketdata.FeedLedger;
import io.orra.marketdata.TickWriter;
import io.orra.persistence.SchemaMigration;
import io.orra.postgresql.RealPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The store on a PostgreSQL that is stopped and started under it. */
class TickStoreTest {

    private static final long INFY = 408_065;

    private static final Instant NOW = Instant.now();
    private static final Instant BEFORE = NOW.minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    Path data;

    private final int port = freePort();
    private EmbeddedPostgres server;

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Invariant: what was accepted is there, once, whatever happens to the database meanwhile. */
    @Test
    void aRestartOfTheDatabaseLosesNoAcceptedTickAndDoublesNone() throws Exception {
        start();
        migrate();
        UUID tenant = UUID.randomUUID();
        long accepted = 0;
        try (TickStore store = store(200_000)) {
            for (int second = 0; second < 60; second++) {
                for (int frame = 0; frame < 20; frame++) {
                    byte[][] packets = new byte[100][];
                    for (int i = 0; i < packets.length; i++) {
                        packets[i] = Packets.full(INFY + i * 256L, second, frame, NOW.plusSeconds(second));
                    }
                    assertThat(store.accept(Packets.frame(tenant, NOW, packets)))
                            .isTrue();
                    accepted += packets.length;
                }
                if (second == 20 || second == 40) {
                    long before = store.counts().stored();
                    await().until(() ->
                            store.counts().stored() > before || store.counts().waiting() == 0);
                    server.close();
                    start();
                }
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> store.counts().waiting() == 0);
            assertThat(store.counts().stored()).isEqualTo(accepted);
            assertThat(store.counts().givenUp()).isZero();
        }
        assertThat(count("select count(*) from ticks")).isEqualTo(accepted);
        assertThat(count("select count(*) from (select distinct instrument_token, at, volume from ticks) as different"))
                .isEqualTo(accepted);
    }

    /** Invariant: memory is bounded; what is refused is counted, and what was accepted before is not let go. */
    @Test
    void aFullQueueRefusesAndKeepsWhatItHas() throws Exception {
        start();
        try (TickStore store = store(1000)) {
            for (int i = 0; i < 15; i++) {
                byte[][] packets = new byte[100][];
                for (int j = 0; j < packets.length; j++) {
                    packets[j] = Packets.full(INFY + j * 256L, i, i, NOW);
                }
                store.accept(Packets.frame(new UUID(0, 1), NOW, packets));
            }
            assertThat(store.counts().refused()).isEqualTo(500);
            assertThat(store.counts().waiting()).isEqualTo(1000);
            migrate();
            await().atMost(Duration.ofSeconds(30)).until(() -> store.counts().waiting() == 0);
        }
        assertThat(count("select count(*) from ticks")).isEqualTo(1000);
        assertThat(count("select count(*) from gaps where reason = 'storage_full'"))
                .isEqualTo(100);
    }

    @Test
    void feedsAreNotedAfterTheirTicksAndGapsBetweenThem() throws Exception {
        start();
        migrate();
        UUID tenant = UUID.randomUUID();
        try (TickStore store = store(1000)) {
            store.tell(new Arrival.Up(tenant, Set.of(INFY), BEFORE));
            store.accept(Packets.frame(tenant, BEFORE, Packets.full(INFY, 1, 1, BEFORE)));
            store.tell(new Arrival.Down(tenant, Set.of(INFY), BEFORE.plusSeconds(1)));
            store.tell(new Arrival.Up(tenant, Set.of(INFY, INFY + 256), BEFORE.plusSeconds(5)));
        }
        assertThat(count("select count(*) from ticks")).isEqualTo(1);
        assertThat(count("select count(*) from feed_spans where ended_at is not null"))
                .isEqualTo(2);
        assertThat(count("select count(*) from gaps where status = 'due' and to_at - from_at = interval '4 s'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from gaps where status = 'open'")).isEqualTo(2);
    }

    @Test
    void anInstrumentThatIsNoLongerAskedForEndsAloneAndOneThatIsAddedBeginsAlone() throws Exception {
        start();
        migrate();
        UUID tenant = UUID.randomUUID();
        try (TickStore store = store(1000)) {
            store.tell(new Arrival.Up(tenant, Set.of(1L, 2L), BEFORE));
            store.tell(new Arrival.Down(tenant, Set.of(2L), BEFORE.plusSeconds(10)));
            store.tell(new Arrival.Up(tenant, Set.of(3L), BEFORE.plusSeconds(10)));
            store.tell(new Arrival.Down(tenant, Set.of(1L, 3L), BEFORE.plusSeconds(20)));
        }
        assertThat(count("select count(*) from gaps where instrument_token = 2 and from_at = '" + BEFORE.plusSeconds(10)
                        + "'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from gaps where instrument_token in (1, 3) and from_at = '"
                        + BEFORE.plusSeconds(20) + "'"))
                .isEqualTo(2);
        assertThat(count("select count(*) from gaps")).isEqualTo(3);
    }

    /** Two instances whose clocks tell the same trade in different seconds. */
    @Test
    void packetsWithoutATimeAreStoredOfOneInstanceUntilItIsClosed() throws Exception {
        start();
        migrate();
        UUID anna = UUID.randomUUID();
        UUID ben = UUID.randomUUID();
        try (TickStore there = store(1000)) {
            try (TickStore here = store(1000)) {
                here.accept(Packets.frame(anna, BEFORE, Frames.ltp(INFY, 100)));
                await().until(() -> here.counts().stored() == 1);
                there.accept(Packets.frame(ben, BEFORE.plusSeconds(1), Frames.ltp(INFY, 100)));
                await().until(() -> there.counts().waiting() == 0);
                assertThat(there.counts().stored()).isZero();
                assertThat(there.counts().seenBefore()).isEqualTo(1);
            }
            there.accept(Packets.frame(ben, BEFORE.plusSeconds(2), Frames.ltp(INFY, 101)));
            await().until(() -> there.counts().stored() == 1);
        }
        assertThat(count("select count(*) from ticks")).isEqualTo(2);
    }

    @Test
    void closingStoresWhatWaits() throws Exception {
        start();
        migrate();
        TickStore store = store(1000);
        store.accept(Packets.frame(new UUID(0, 1), NOW, Packets.full(INFY, 1, 1, NOW)));
        store.close();
        assertThat(count("select count(*) from ticks")).isEqualTo(1);
        assertThat(store.accept(Packets.frame(new UUID(0, 1), NOW, Packets.full(INFY, 2, 2, NOW))))
                .isFalse();
    }

    private volatile boolean migrated;

    private TickStore store(int capacity) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url());
        database.setUser("postgres");
        database.setConnectTimeout(2);
        return new TickStore(
                new TickWriter(database),
                new FeedLedger(database),
                Clock.systemUTC(),
                capacity,
                Duration.ofDays(30),
                () -> migrated,
                Thread::new);
    }

    private void start() throws IOException {
        server = RealPostgres.builder()
                .setDataDirectory(data.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private void migrate() {
        SchemaMigration.market(url(), "postgres", "", "postgres").run();
        migrated = true;
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException none) {
            throw new java.io.UncheckedIOException(none);
        }
    }
}
