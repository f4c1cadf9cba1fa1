package io.orra.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies alone: in this database the application is granted everything, so nothing but they holds it back. */
class RowLevelSecurityTest {

    private static TestDatabase database;
    private static SeededTenant mine;
    private static SeededTenant theirs;

    private static final Set<String> NOBODYS = Set.of("webhook_events", "billing_differences");

    private Connection app;

    @BeforeAll
    static void twoTenants() {
        database = TestDatabase.migrated("isolation");
        database.prepare("grant all on all tables in schema public to orra_user");
        mine = SeededTenant.in(database);
        theirs = SeededTenant.in(database);
    }

    @BeforeEach
    void begin() throws SQLException {
        app = database.connect(TestDatabase.APP);
        app.setAutoCommit(false);
    }

    @AfterEach
    void rollBack() throws SQLException {
        app.rollback();
        app.close();
    }

    static Stream<String> tables() {
        return SeededTenant.ROWS.keySet().stream().filter(table -> !NOBODYS.contains(table));
    }

    /** Without the audit trail, which nobody changes. */
    static Stream<String> changeableTables() {
        return tables().filter(table -> !table.equals("audit_entries"));
    }

    static Stream<String> allTables() {
        return SeededTenant.ROWS.keySet().stream();
    }

    @Test
    void everyTenantTableIsTried() throws SQLException {
        try (Connection superuser = database.connect(TestDatabase.SUPERUSER)) {
            assertThat(allTables()).containsExactlyInAnyOrderElementsOf(new TenantTables(superuser).names());
        }
    }

    @ParameterizedTest
    @MethodSource("allTables")
    void withoutATenantThereIsNoRow(String table) throws SQLException {
        assertThat(count("select count(*) from " + table)).isZero();
        assertThat(update("delete from " + table)).isZero();
        assertRefused(mine.insertInto(table));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTenantSeesItsOwnRowsOnly(String table) throws SQLException {
        mine.bindTo(app);
        assertThat(count("select count(*) from " + table)).isEqualTo(1);
        assertThat(count("select count(*) from " + table + " where tenant_id = '" + mine.id() + "'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from " + table + " where tenant_id = '" + theirs.id() + "'"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("changeableTables")
    void aTenantChangesItsOwnRowsOnly(String table) throws SQLException {
        mine.bindTo(app);
        assertThat(update("update " + table + " set tenant_id = tenant_id where tenant_id = '" + theirs.id() + "'"))
                .isZero();
        assertThat(update("update " + table + " set tenant_id = tenant_id")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTenantDeletesNothingOfAnother(String table) throws SQLException {
        mine.bindTo(app);
        assertThat(update("delete from " + table + " where tenant_id = '" + theirs.id() + "'"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTenantInsertsNothingForAnother(String table) throws SQLException {
        mine.bindTo(app);
        assertRefused(new SeededTenant(theirs.id(), UUID.randomUUID()).insertInto(table));
    }

    @ParameterizedTest
    @MethodSource("changeableTables")
    void aTenantGivesNoRowAway(String table) throws SQLException {
        mine.bindTo(app);
        assertRefused("update " + table + " set tenant_id = '" + theirs.id() + "'");
    }

    @ParameterizedTest
    @MethodSource("allTables")
    void theOwnerIsHeldToo(String table) throws SQLException {
        try (Connection owner = database.connect(TestDatabase.OWNER);
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            assertThat(rows.getLong(1)).isZero();
        }
    }

    @Test
    void providersEventsAreNobodysRows() throws SQLException {
        mine.bindTo(app);
        for (String table : NOBODYS) {
            assertThat(count("select count(*) from " + table)).isZero();
        }
        assertRefused(mine.insertInto("webhook_events"));
    }

    @Test
    void theTenantIsForgottenWhenTheTransactionEnds() throws SQLException {
        mine.bindTo(app);
        assertThat(count("select count(*) from tenants")).isEqualTo(1);
        app.commit();
        assertThat(count("select count(*) from tenants")).isZero();
    }

    @Test
    void aTenantThatIsNoIdIsAnError() throws SQLException {
        try (Statement statement = app.createStatement()) {
            statement.execute("select set_config('app.current_tenant_id', 'x'' or true', true)");
        }
        assertThatThrownBy(() -> count("select count(*) from tenants"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22P02"));
    }

    private void assertRefused(String sql) {
        assertThatThrownBy(() -> update(sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"))
                .hasMessageContaining("row-level security policy");
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = app.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private int update(String sql) throws SQLException {
        try (Statement statement = app.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
