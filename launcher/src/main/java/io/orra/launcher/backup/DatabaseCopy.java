package io.orra.launcher.backup;

import io.orra.launcher.StackFailure;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.Unpacking;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Copies the running embedded PostgreSQL as its manual's stand-alone hot backup does: the files change meanwhile, and
 * the log that comes with them brings the copy to the moment at which the copying ended. Both databases, prepared
 * transactions and roles are in it.
 */
final class DatabaseCopy implements AutoCloseable {
    /** Files and folders that the manual says are of no use in a copy. */
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "backup_label.old");

    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");
    private static final Set<String> COUNTED = Set.of(
            "tenants",
            "kite_credentials",
            "broker_sessions",
            "notification_inbox",
            "notification_deliveries",
            "audit_entries");

    private final Settings settings;
    private final Connection connection;

    private DatabaseCopy(Settings settings, Connection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    static DatabaseCopy open(Settings settings) throws SQLException {
        return new DatabaseCopy(settings, connect(settings, "postgres"));
    }

    /** From now on the log is kept until this is closed. */
    void begin() throws SQLException {
        one("select pg_create_physical_replication_slot('orra_backup_' || pg_backend_pid(), true, true)::text");
        one("select pg_backup_start('orra', true)::text");
    }

    void copyFiles(Path data, Path target) {
        Trees.copy(data, target, path -> {
            String name = path.getFileName().toString();
            boolean insideEmptied =
                    path.getNameCount() > 1 && EMPTIED.contains(path.getName(0).toString());
            return !insideEmptied && !LEFT_OUT.contains(name) && !name.startsWith("pgsql_tmp");
        });
    }

    /** Afterwards the copy stands for this moment. */
    void end(Path data, Path target) throws SQLException {
        String label = one("select labelfile from pg_backup_stop(false)");
        StateFolder.writePrivately(target.resolve("backup_label"), label);
        Path log = target.resolve("pg_wal");
        Unpacking.delete(log);
        Trees.copy(data.resolve("pg_wal"), log, path -> true);
    }

    /** Of the application's tables; those that are not there yet count nothing. */
    static Map<String, Long> rows(Settings settings) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = connect(settings, "orra_app");
                Statement statement = connection.createStatement()) {
            for (String table : COUNTED) {
                if (number(statement, "select count(*) from pg_class where oid = to_regclass('" + table + "')") == 1) {
                    rows.put(table, number(statement, "select count(*) from " + table));
                }
            }
        }
        return rows;
    }

    /** Puts off for ever what waits to be told: the notification engine then holds it for an operator. */
    static void putOffNotifications(Settings settings) throws SQLException {
        try (Connection connection = connect(settings, "orra_app");
                Statement statement = connection.createStatement()) {
            if (number(statement, "select count(*) from pg_class where oid = to_regclass('notifications')") == 0) {
                return;
            }
            connection.setAutoCommit(false);
            statement.execute("update notifications set state = 'waiting', head = false, due_at = 'infinity',"
                    + " lease_owner = null, lease_until = null where state in ('waiting', 'sending', 'held')");
            statement.execute("update notifications set head = true where id in (select distinct on (lane) id"
                    + " from notifications where state = 'waiting' order by lane, place)");
            connection.commit();
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private String one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect(Settings settings, String database) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + settings.port(PortSetting.POSTGRES_PORT) + "/" + database;
        return DriverManager.getConnection(url, "postgres", settings.get(Secret.POSTGRES_PASSWORD));
    }

    static StackFailure failure(String what, SQLException cause) {
        return new StackFailure(
                what + " (SQL state " + cause.getSQLState() + ")",
                "The database's log may say why: ./orra logs postgresql");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
