package io.orra.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database on the one real PostgreSQL that the tests of this JVM share, with the three roles of an installation. */
public final class TestDatabase {

    public static final String OWNER = "orra_owner";
    public static final String APP = "orra_user";
    public static final String AGENT = "orra_agent";
    static final String SUPERUSER = "postgres";
    static final String PASSWORD = "only-in-tests";

    /** The library's ten seconds are too few beside a build that has both cores. */
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

    private static final EmbeddedPostgres SERVER = start();
    private static TestDatabase migrated;
    private static int markets;

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** The migrated one that tests share: they keep apart by tenants of their own. */
    public static synchronized TestDatabase shared() {
        if (migrated == null) {
            TestDatabase database = empty("orra");
            database.migration().run();
            migrated = database;
        }
        return migrated;
    }

    /** A new one with the market data's schema; its user is the agents' role. */
    public static synchronized TestDatabase market() {
        TestDatabase database = empty("market" + ++markets);
        database.prepare("grant usage, create on schema public to " + OWNER);
        SchemaMigration.market(database.url(), OWNER, PASSWORD, AGENT).run();
        return database;
    }

    static TestDatabase migrated(String name) {
        TestDatabase database = empty(name);
        database.migration().run();
        return database;
    }

    static TestDatabase empty(String name) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner " + OWNER);
            return new TestDatabase(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    SchemaMigration migration() {
        return new SchemaMigration(url(), OWNER, PASSWORD, APP, AGENT);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + SERVER.getPort() + "/" + name;
    }

    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url(), role, PASSWORD);
    }

    public DataSource dataSource(String role) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(role);
        source.setPassword(PASSWORD);
        return source;
    }

    /** Runs SQL as the superuser, whom no policy holds. */
    public void prepare(String... sql) {
        try (Connection connection = connect(SUPERUSER);
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("max_prepared_transactions", "64")
                    .setServerConfig("fsync", "off")
                    .setPGStartupWait(STARTS_WITHIN)
                    .start();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                for (String role : new String[] {OWNER, APP, AGENT}) {
                    statement.execute("create role " + role + " login password '" + PASSWORD + "'");
                }
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
