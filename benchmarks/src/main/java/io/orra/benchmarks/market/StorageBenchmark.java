package io.orra.benchmarks.market;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.Report;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import io.orra.marketdata.TickRows;
import io.orra.marketdata.TickWriter;
import io.orra.persistence.SchemaMigration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Ticks of 3,000 instruments into a PostgreSQL of its own, set up as ./orra up does, over one connection:
 * {@code StorageBenchmark [seconds] [rows a batch] [rounds]}. In turn, round by round: the application's writer into the
 * real table, the same batches once more (all of them there already), and the same bytes by bare COPY into one table with
 * the same key and one without any. Ends with 1 when a row is missing or there twice.
 */
public final class StorageBenchmark {

    private static final int INSTRUMENTS = 3000;
    private static final int TICKS_PER_SECOND = 9;
    private static final double GOAL = 60_000;
    private static final double SHARE = 0.6;

    private final PGSimpleDataSource database;
    private final PGSimpleDataSource owner;
    private final int seconds;
    private final int batch;
    private final int rounds;
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_124);
    private final List<BatchTimes> stored = new ArrayList<>();
    private final List<BatchTimes> again = new ArrayList<>();
    private final List<BatchTimes> keyed = new ArrayList<>();
    private final List<BatchTimes> bare = new ArrayList<>();
    private long tick;
    private long wrong;

    private StorageBenchmark(
            PGSimpleDataSource database, PGSimpleDataSource owner, int seconds, int batch, int rounds) {
        this.database = database;
        this.owner = owner;
        this.seconds = seconds;
        this.batch = batch;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        int seconds = number(arguments, 0, 20);
        int batch = number(arguments, 1, 5000);
        int rounds = number(arguments, 2, 3);
        Machine machine = Machine.here();
        Path home =
                Path.of(System.getProperty("orra.home", ".")).toAbsolutePath().normalize();
        Path state = Files.createTempDirectory("orra-storage");
        Stack stack = Stack.open(state, Map.of("POSTGRES_PORT", "0"));
        Service postgresql = stack.service(ServiceName.POSTGRESQL);
        postgresql.start();
        long wrong;
        try {
            migrate(stack.settings());
            StorageBenchmark benchmark =
                    new StorageBenchmark(user(stack.settings()), owner(stack.settings()), seconds, batch, rounds);
            benchmark.run();
            benchmark.report(machine).write(home, "tick-storage.md");
            wrong = benchmark.wrong;
        } finally {
            postgresql.stop();
        }
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static void migrate(Settings settings) {
        SchemaMigration.market(
                        settings.get(Setting.MARKET_DATABASE_URL),
                        settings.get(Setting.DATABASE_OWNER_USER),
                        settings.get(Secret.DATABASE_OWNER_PASSWORD),
                        settings.get(Setting.MARKET_DATABASE_USER))
                .run();
    }

    private static PGSimpleDataSource user(Settings settings) {
        return source(
                settings, settings.get(Setting.MARKET_DATABASE_USER), settings.get(Setting.MARKET_DATABASE_PASSWORD));
    }

    private static PGSimpleDataSource owner(Settings settings) {
        return source(
                settings, settings.get(Setting.DATABASE_OWNER_USER), settings.get(Secret.DATABASE_OWNER_PASSWORD));
    }

    private static PGSimpleDataSource source(Settings settings, String user, String password) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(settings.get(Setting.MARKET_DATABASE_URL));
        database.setUser(user);
        database.setPassword(password);
        return database;
    }

    private void run() throws SQLException {
        try (TickWriter writer = new TickWriter(database);
                Connection plain = owner.getConnection();
                Statement statement = plain.createStatement()) {
            statement.execute("create table keyed_ticks (like ticks including all)");
            statement.execute("create table bare_ticks (like ticks including defaults)");
            plain.setAutoCommit(false);
            // Untold: connections, code and caches warm up.
            store(writer, new BatchTimes(batch), seconds / 4.0 + 1);
            for (int round = 0; round < rounds; round++) {
                BatchTimes times = new BatchTimes(batch);
                List<TickRows> last = store(writer, times, seconds);
                stored.add(times);
                BatchTimes repeated = new BatchTimes(batch);
                for (TickRows rows : last) {
                    long start = System.nanoTime();
                    wrong += writer.write(rows);
                    repeated.add(System.nanoTime() - start);
                }
                again.add(repeated);
                keyed.add(bare(plain, "keyed_ticks", last));
                bare.add(bare(plain, "bare_ticks", last));
            }
            try (ResultSet count = statement.executeQuery("select count(*) from ticks")) {
                count.next();
                wrong += Math.abs(count.getLong(1) - tick);
            }
            plain.rollback();
        }
    }

    /** Returns the newest batches, for the other ways. */
    private List<TickRows> store(TickWriter writer, BatchTimes times, double most) {
        List<TickRows> last = new ArrayList<>();
        long end = System.nanoTime() + (long) (most * 1e9);
        while (System.nanoTime() < end) {
            TickRows rows = next();
            long start = System.nanoTime();
            writer.write(rows);
            times.add(System.nanoTime() - start);
            last.add(rows);
            if (last.size() > 20) {
                last.remove(0);
            }
        }
        return last;
    }

    private BatchTimes bare(Connection plain, String table, List<TickRows> batches) throws SQLException {
        BatchTimes times = new BatchTimes(batch);
        for (TickRows rows : batches) {
            long start = System.nanoTime();
            rows.copyInto(plain.unwrap(PGConnection.class), table);
            plain.commit();
            times.add(System.nanoTime() - start);
        }
        return times;
    }

    private TickRows next() {
        TickRows rows = new TickRows();
        long start = Instant.now().getEpochSecond() - 3600;
        for (int i = 0; i < batch; i++, tick++) {
            long at = start + tick / ((long) INSTRUMENTS * TICKS_PER_SECOND);
            long token = (tick % INSTRUMENTS + 1) << 8 | 2;
            rows.tick(
                    token,
                    at,
                    random.nextLong(),
                    at * 1_000_000 + tick % 1_000_000,
                    100_000 + random.nextInt(5000),
                    0,
                    2);
            rows.trades(random.nextInt(1000), 101_000, tick, random.nextInt(100_000), random.nextInt(100_000));
            rows.depth(random.nextInt(1_000_000), 100_000, random.nextInt(5000), 100_005, random.nextInt(5000));
        }
        return rows;
    }

    private Report report(Machine machine) {
        Report report = new Report(
                "Storing ticks",
                machine,
                "PostgreSQL 15 embedded, one connection, synchronous commit on, daily partitions with their primary key;"
                        + " batches of " + batch + " rows, " + rounds + " rounds in turn.",
                "java -cp 'benchmarks/target/classes:benchmarks/target/lib/*'"
                        + " io.orra.benchmarks.market.StorageBenchmark " + seconds + " " + batch + " " + rounds);
        report.head("way", "rows", "rows/s, median of rounds", "p50 of a batch, ms", "p99, ms", "goal");
        double real = row(report, "the application's writer into the real table", stored, "at least 60,000 rows/s");
        row(report, "the same batches again, all there already", again, "");
        double alone = row(report, "the same bytes by bare COPY, same key, no partitions", keyed, "");
        row(report, "the same bytes by bare COPY, no key", bare, "");
        report.text("");
        report.text(String.format(
                Locale.ROOT,
                "The writer reaches %.2f of bare COPY into a table with the same key (goal %.1f) and %s its %,.0f rows/s. Rows missing or twice: %d.",
                real / alone,
                SHARE,
                real >= GOAL ? "keeps" : "misses",
                GOAL,
                wrong));
        return report;
    }

    private static double row(Report report, String name, List<BatchTimes> rounds, String goal) {
        double[] rates =
                rounds.stream().mapToDouble(BatchTimes::rowsPerSecond).sorted().toArray();
        double median = rates[rates.length / 2];
        BatchTimes typical = rounds.stream()
                .filter(times -> times.rowsPerSecond() == median)
                .findFirst()
                .orElseThrow();
        report.row(
                name,
                String.format(
                        Locale.ROOT,
                        "%,d",
                        rounds.stream().mapToLong(BatchTimes::rows).sum()),
                String.format(Locale.ROOT, "%,.0f", median),
                typical.percentile(0.5),
                typical.percentile(0.99),
                goal);
        return median;
    }
}
