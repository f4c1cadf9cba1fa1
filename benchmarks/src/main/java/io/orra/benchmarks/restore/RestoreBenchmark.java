package io.orra.benchmarks.restore;

import io.orra.benchmarks.Machine;
import io.orra.benchmarks.OwnOrra;
import io.orra.benchmarks.Report;
import io.orra.launcher.Home;
import io.orra.launcher.Progress;
import io.orra.launcher.Stack;
import io.orra.launcher.backup.Backup;
import io.orra.launcher.backup.Restore;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code RestoreBenchmark [tenants] [ticks]}: fills an Orra of its own, with free ports and a temporary folder, backs it up,
 * restores it and starts it again; writes docs/benchmarks/restore.md. Ends with 1 when a count differs afterwards.
 */
public final class RestoreBenchmark {

    private static final String TENANTS = "select count(*) from tenants";
    private static final String TICKS = "select count(*) from ticks";

    private final Stack stack;
    private final Path folder;
    private final Report report;

    private RestoreBenchmark(Stack stack, Path folder, Report report) {
        this.stack = stack;
        this.folder = folder;
        this.report = report;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        int tenants = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int ticks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000_000;
        Home home = Home.find();
        Report report = new Report(
                "Backup and restore",
                Machine.here(),
                "All on one disk, files copied.",
                "java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' " + RestoreBenchmark.class.getName());
        Path folder = Files.createTempDirectory("orra-restore-");
        Stack stack = Stack.open(folder.resolve("state"), OwnOrra.settings(Map.of()));
        boolean whole;
        // Also when it is stopped in the middle.
        Thread stop = new Thread(() -> stack.down(Progress.silent()));
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            stack.up(Progress.silent());
            whole = new RestoreBenchmark(stack, folder, report).run(tenants, ticks);
        } finally {
            Runtime.getRuntime().removeShutdownHook(stop);
            stack.down(Progress.silent());
            remove(folder);
        }
        report.write(home.path(), "restore.md");
        System.exit(whole ? 0 : 1);
    }

    private boolean run(int tenants, int ticks) throws SQLException, IOException {
        fill(tenants, ticks);
        long tenantsBefore = count(Setting.DATABASE_URL, TENANTS);
        long ticksBefore = count(Setting.MARKET_DATABASE_URL, TICKS);
        Path backup = folder.resolve("backup");
        report.head("step", "seconds");
        timed(
                "backup, server and broker stopped for the journal meanwhile",
                () -> new Backup(stack, false, Progress.silent()).make(backup));
        timed("restore", () -> new Restore(stack, false, Progress.silent()).from(backup));
        timed("start until healthy", () -> stack.up(Progress.silent()));
        long tenantsAfter = count(Setting.DATABASE_URL, TENANTS);
        long ticksAfter = count(Setting.MARKET_DATABASE_URL, TICKS);
        report.text("")
                .text(String.format(
                        Locale.ROOT,
                        "Before: %,d tenants, %,d ticks. After: %,d tenants, %,d ticks. The backup is %,d MiB.",
                        tenantsBefore,
                        ticksBefore,
                        tenantsAfter,
                        ticksAfter,
                        mebibytes(backup)));
        // The demo tenant's own feed goes on before the backup and after the start.
        return tenantsAfter == tenantsBefore && ticksAfter >= ticksBefore;
    }

    private void timed(String step, Runnable work) {
        long begun = System.nanoTime();
        work.run();
        report.row(step, String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begun) / 1e9));
    }

    private void fill(int tenants, int ticks) throws SQLException {
        try (Connection connection = superuser(Setting.DATABASE_URL);
                Statement statement = connection.createStatement()) {
            statement.execute("insert into tenants (id, tenant_id, clerk_org_id, name)"
                    + " select id, id, 'org_restore_' || n, 'Restored ' || n"
                    + " from (select n, gen_random_uuid() as id from generate_series(1, " + tenants + ") n) one");
        }
        try (Connection connection = superuser(Setting.MARKET_DATABASE_URL);
                Statement statement = connection.createStatement()) {
            statement.execute("select tick_partition(current_date - 1)");
            statement.execute("insert into ticks (instrument_token, at, fingerprint, received_at, last_price, volume,"
                    + " occurrence, mode) select 1000 + n % 3000, (current_date - 1)::timestamp at time zone 'Asia/Kolkata'"
                    + " + (n / 3000) * interval '1 second', n, now(), 100000 + n % 977, n, 0, 1"
                    + " from generate_series(1, " + ticks + ") n");
            statement.execute("checkpoint");
        }
    }

    private long count(Setting address, String query) throws SQLException {
        try (Connection connection = superuser(address);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection superuser(Setting address) throws SQLException {
        return DriverManager.getConnection(
                stack.settings().get(address), "postgres", stack.settings().get(Secret.POSTGRES_PASSWORD));
    }

    private static long mebibytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    >> 20;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
