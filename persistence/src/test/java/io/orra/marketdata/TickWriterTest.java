package io.orra.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TickWriterTest {

    private static final long INFY = 408_065;
    private static final Instant TEN = Instant.parse("2026-11-23T04:30:00Z");
    private static final Instant LATER = TEN.plusSeconds(3600);
    /** Ten years are the widest that room is made for; days near now, whatever the date of the run. */
    private static final Instant NOW = Instant.now();

    private final TestDatabase server = TestDatabase.market();
    private final DataSource database = server.dataSource(TestDatabase.AGENT);
    private final TickArchive archive = new TickArchive(database);

    @Test
    void everyFieldComesBackAsItWasWritten() {
        TickRows rows = new TickRows();
        rows.tick(4_294_967_041L, TEN.getEpochSecond(), Long.MIN_VALUE, micros(TEN) + 123_456, 4_294_967_295L, 3, 2);
        rows.trades(1, 4_294_967_295L, 3, 4, 5);
        rows.depth(6, 7, 8, 9, 10);
        rows.tick(INFY, TEN.getEpochSecond(), 1, micros(TEN), 157_370, 0, 0);
        rows.noTrades();
        rows.noDepth();
        try (TickWriter writer = new TickWriter(database)) {
            assertThat(writer.write(rows)).isEqualTo(2);
        }
        assertThat(archive.ticks(4_294_967_041L, TEN, LATER, 10))
                .containsExactly(new StoredTick(
                        4_294_967_041L,
                        TEN,
                        TEN.plusNanos(123_456_000),
                        2,
                        4_294_967_295L,
                        1L,
                        4_294_967_295L,
                        3L,
                        4L,
                        5L,
                        6L,
                        7L,
                        8L,
                        9L,
                        10L));
        assertThat(archive.ticks(INFY, TEN, LATER, 10))
                .containsExactly(new StoredTick(
                        INFY, TEN, TEN, 0, 157_370, null, null, null, null, null, null, null, null, null, null));
    }

    @Test
    void aBatchThatIsWrittenAgainIsThereOnce() {
        try (TickWriter writer = new TickWriter(database)) {
            assertThat(writer.write(batch(TEN, 0, 1000))).isEqualTo(1000);
            assertThat(writer.write(batch(TEN, 0, 1000))).isZero();
            assertThat(writer.write(batch(TEN, 500, 1000))).isEqualTo(500);
            assertThat(writer.repeated()).isEqualTo(1500);
        }
        assertThat(archive.ticks(INFY, TEN, LATER, 5000)).hasSize(1500);
    }

    @Test
    void twoInstancesThatWriteTheSameAtOnceLeaveEachTickOnce() {
        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> hundredBatches(1));
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> hundredBatches(2));
        assertThat(one.join() + other.join()).isEqualTo(10_000);
        assertThat(archive.ticks(INFY, TEN, LATER, 20_000)).hasSize(10_000);
    }

    private int hundredBatches(int instance) {
        int stored = 0;
        try (TickWriter writer = new TickWriter(database)) {
            for (int i = 0; i < 100; i++) {
                stored += writer.write(batch(TEN, i * 100, 100));
            }
        }
        return stored;
    }

    /** The database's connections are broken off again and again; whatever write() reported is there, and all once. */
    @Test
    void connectionsThatBreakInTheMidstLoseNothingAndDoubleNothing() throws Exception {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        CompletableFuture<Void> vandal = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 60; i++) {
                server.prepare("select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
                        + TestDatabase.AGENT + "' and datname = current_database()");
                java.util.concurrent.locks.LockSupport.parkNanos(random.nextLong(20_000_000));
            }
        });
        int broken = 0;
        int next = 0;
        try (TickWriter writer = new TickWriter(database)) {
            while (!vandal.isDone() || next < 100) {
                TickRows rows = batch(TEN, next * 200, 200);
                for (boolean stored = false; !stored; ) {
                    try {
                        writer.write(rows);
                        stored = true;
                    } catch (MarketDatabaseException away) {
                        broken++;
                    }
                }
                next++;
            }
        }
        vandal.join();
        assertThat(broken).isPositive();
        assertThat(count("select count(*) from ticks")).isEqualTo(next * 200L);
        assertThat(count("select count(distinct last_price) from ticks")).isEqualTo(next * 200L);
    }

    @Test
    void daysHaveRoomsOfTheirOwnThatAreMadeAheadAndDroppedByAge() throws SQLException {
        LocalDate today = LocalDate.ofInstant(NOW, java.time.ZoneId.of("Asia/Kolkata"));
        archive.makeRoom(today.minusDays(2), 5);
        assertThat(partitions()).isEqualTo(5);
        archive.makeRoom(today, 4);
        assertThat(partitions()).isEqualTo(6);
        assertThat(archive.dropBefore(today)).isEqualTo(2);
        assertThat(partitions()).isEqualTo(4);
        assertThat(archive.onTimescale()).isFalse();
    }

    @Test
    void aDayEndsAtMidnightOfTheMarket() throws SQLException {
        Instant midnight = LocalDate.ofInstant(NOW, java.time.ZoneId.of("Asia/Kolkata"))
                .atStartOfDay(java.time.ZoneId.of("Asia/Kolkata"))
                .toInstant();
        try (TickWriter writer = new TickWriter(database)) {
            writer.write(batch(midnight.minusSeconds(1), 0, 1));
            writer.write(batch(midnight, 0, 1));
        }
        assertThat(partitions()).isEqualTo(2);
    }

    @Test
    void theRoleMayNotChangeWhatIsStored() {
        for (String forbidden : List.of(
                "delete from ticks", "update ticks set last_price = 1", "drop table ticks", "truncate instruments")) {
            assertThatThrownBy(() -> {
                        try (Connection connection = database.getConnection();
                                Statement statement = connection.createStatement()) {
                            statement.execute(forbidden);
                        }
                    })
                    .as(forbidden)
                    .isInstanceOf(SQLException.class);
        }
    }

    private long partitions() throws SQLException {
        return count("select count(*) from pg_inherits where inhparent = 'ticks'::regclass");
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static TickRows batch(Instant at, int first, int count) {
        TickRows rows = new TickRows();
        for (int i = first; i < first + count; i++) {
            rows.tick(INFY, at.getEpochSecond(), i, micros(at), i, 0, 2);
            rows.trades(1, 2, i, 4, 5);
            rows.depth(6, 7, 8, 9, 10);
        }
        return rows;
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000;
    }
}
