package io.orra.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.AbstractThrowableAssert;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaMigrationTest {

    @Test
    void aSecondRunChangesNothing() {
        TestDatabase database = TestDatabase.empty("twice");
        assertThat(database.migration().run()).isPositive();
        assertThat(database.migration().run()).isZero();
    }

    @Test
    void twoInstancesMayMigrateAtOnce() {
        TestDatabase database = TestDatabase.empty("at_once");
        CompletableFuture<Integer> one =
                CompletableFuture.supplyAsync(() -> database.migration().run());
        CompletableFuture<Integer> other =
                CompletableFuture.supplyAsync(() -> database.migration().run());
        int alone = TestDatabase.empty("alone").migration().run();
        assertThat(one.join() + other.join()).isEqualTo(alone);
    }

    @Test
    void billingEventsMoveIntoTheOneStoreOfEvents() throws Exception {
        TestDatabase database = TestDatabase.empty("events");
        Flyway.configure()
                .dataSource(database.url(), TestDatabase.OWNER, TestDatabase.PASSWORD)
                .locations("classpath:db/migration")
                .placeholders(Map.of("app_role", TestDatabase.APP, "agent_role", TestDatabase.AGENT))
                .target("73")
                .load()
                .migrate();
        database.prepare("""
                insert into webhook_events (id, provider, event_id, event_type, occurred_at, received_at, outcome)
                values (gen_random_uuid(), 'clerk', 'msg_1', 'organization.created', now(), now(), 'ignored')""");
        database.prepare("""
                insert into billing_events (id, provider, event_id, event_type, occurred_at, received_at, kind, outcome, raw)
                values (gen_random_uuid(), 'clerk', 'msg_1', 'subscription.active', now(), now(), 'paid',
                        'unknown_tenant', 'x')""");
        database.migration().run();
        try (Connection agent = database.connect(TestDatabase.AGENT);
                Statement statement = agent.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select door, outcome, coalesce(kind, '-') from webhook_events order by door")) {
            List<String> seen = new ArrayList<>();
            while (rows.next()) {
                seen.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
            }
            assertThat(seen).containsExactly("billing unknown_tenant paid", "tenants ignored -");
        }
    }

    @Test
    void aWrongPasswordIsNamedAndNotShown() {
        TestDatabase database = TestDatabase.shared();
        var migration = new SchemaMigration(
                database.url(), "nobody_known", "marked-secret", TestDatabase.APP, TestDatabase.AGENT);
        assertPlain(assertThatThrownBy(migration::run))
                .hasMessage("Schema migration: the database refuses the owner's user or password");
    }

    @Test
    void aDatabaseThatIsAwayIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var migration = new SchemaMigration(
                "jdbc:postgresql://127.0.0.1:" + port + "/orra", "o", "p", TestDatabase.APP, TestDatabase.AGENT);
        assertPlain(assertThatThrownBy(migration::run)).hasMessage("Schema migration: the database can't be reached");
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed() {
        var migration = new SchemaMigration(
                TestDatabase.shared().url() + "_not",
                TestDatabase.OWNER,
                TestDatabase.PASSWORD,
                TestDatabase.APP,
                TestDatabase.AGENT);
        assertPlain(assertThatThrownBy(migration::run)).hasMessage("Schema migration: the database does not exist");
    }

    @Test
    void aFailingMigrationTellsItsStateOnly() {
        TestDatabase database = TestDatabase.empty("in_the_way");
        database.prepare("create table flyway_schema_history (mine int)");
        assertPlain(assertThatThrownBy(() -> database.migration().run()))
                .hasMessageStartingWith("Schema migration failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://user:marked-secret@host/orra", "", "postgres://user:marked-secret@host/orra"})
    void anAddressThatIsNotPostgresIsRefusedAndNotShown(String url) {
        assertPlain(assertThatThrownBy(() -> new SchemaMigration(url, "o", "p", "orra_user", "orra_agent")))
                .hasMessage("The database address is no JDBC address of PostgreSQL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Orra", "a\" ; drop table tenants; --", "a'b", "1a"})
    void aRoleThatIsNoPlainNameIsRefused(String role) {
        TestDatabase database = TestDatabase.shared();
        assertPlain(assertThatThrownBy(() -> new SchemaMigration(
                        database.url(), TestDatabase.OWNER, TestDatabase.PASSWORD, role, "orra_agent")))
                .hasMessageStartingWith("A database role");
    }

    @Test
    void rolesThatRowLevelSecurityDoesNotHoldStopTheStart() {
        TestDatabase database = TestDatabase.empty("roles");
        String url = database.url();
        assertRoles(url, TestDatabase.APP, TestDatabase.APP, "the application and the agents need two database roles");
        assertRoles(url, "nobody_known", TestDatabase.AGENT, "the database role of the application does not exist");
        assertRoles(
                url,
                TestDatabase.APP,
                TestDatabase.SUPERUSER,
                "the database role of the agents is not held by row-level security");
        assertRoles(
                url, TestDatabase.OWNER, TestDatabase.AGENT, "the database role of the application owns the schema");
    }

    private static void assertRoles(String url, String app, String agent, String text) {
        var migration = new SchemaMigration(url, TestDatabase.OWNER, TestDatabase.PASSWORD, app, agent);
        assertPlain(assertThatThrownBy(migration::run)).hasMessage("Schema migration: " + text);
    }

    private static AbstractThrowableAssert<?, ?> assertPlain(AbstractThrowableAssert<?, ?> thrown) {
        return thrown.isInstanceOf(SchemaMigrationException.class)
                .hasNoCause()
                .hasMessageNotContainingAny("jdbc:", "127.0.0.1", "nobody_known", "marked-secret", "orra_owner");
    }
}
