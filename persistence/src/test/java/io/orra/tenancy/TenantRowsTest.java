package io.orra.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.credentials.StoredLink;
import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestDatabase;
import io.orra.persistence.TestUnit;
import io.orra.profile.TradingProfile;
import io.orra.profile.TradingProfiles;
import io.orra.tenancy.TenantRows.Asked;
import jakarta.persistence.PersistenceException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantRowsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");

    /** More than the driver needs to prepare a statement in the server. */
    private static final int OFTEN = 12;

    private static final TenantQuestion<Integer> VISIBLE =
            new TenantQuestion<>("select 1 from trading_profiles where tenant_id = ?", row -> row.getInt(1));

    private final SeededTenant tenant = withProfile();
    private final SeededTenant other = SeededTenant.bare();
    private Connection connection;
    private TenantRows rows;

    @BeforeEach
    void oneConnectionForAll() throws SQLException {
        connection = TestDatabase.shared().connect(TestDatabase.APP);
        rows = new TenantRows(lending(connection));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aRowIsReadUnderItsTenantAndNobodyElses() {
        for (int i = 0; i < OFTEN; i++) {
            assertThat(profiles().find(tenant.id(), tenant.userId()))
                    .contains(new TradingProfile(new BigDecimal("1000.00"), 10, true, 0));
            assertThat(visibleTo(other.id(), tenant)).isFalse();
            assertThat(visibleTo(tenant.id(), tenant)).isTrue();
            assertThat(StoredLink.find(rows, tenant.id(), tenant.userId())).isEmpty();
        }
    }

    @Test
    void theBindingEndsWithTheQuestion() throws SQLException {
        profiles().find(tenant.id(), tenant.userId());
        try (Statement statement = connection.createStatement();
                ResultSet left = statement.executeQuery("select current_setting('app.current_tenant_id', true),"
                        + " (select count(*) from trading_profiles)")) {
            left.next();
            assertThat(left.getString(1)).isNullOrEmpty();
            assertThat(left.getInt(2)).isZero();
        }
    }

    @Test
    void aFailureIsToldByItsStateAndLeavesNothingBound() throws SQLException {
        assertThatThrownBy(() -> rows.first(new TenantQuestion<>("select 1 / 0", row -> 1), tenant.id()))
                .isInstanceOf(PersistenceException.class)
                .hasMessageContaining("22012")
                .hasCauseInstanceOf(SQLException.class);
        theBindingEndsWithTheQuestion();
    }

    @Test
    void severalAreAnsweredInTheirOrderAndEachUnderItsOwnTenant() {
        for (int i = 0; i < OFTEN; i++) {
            assertThat(rows.firstOfEach(
                            VISIBLE,
                            List.of(
                                    new Asked(tenant.id(), tenant.id()),
                                    new Asked(other.id(), tenant.id()),
                                    new Asked(tenant.id(), other.id()),
                                    new Asked(tenant.id(), tenant.id()))))
                    .containsExactly(Optional.of(1), Optional.empty(), Optional.empty(), Optional.of(1));
        }
    }

    @Test
    void severalAreOneTransactionAndNoneOfThemWaitsLong() {
        TenantQuestion<String> transaction = new TenantQuestion<>(
                "select pg_current_xact_id()::text || ' ' || current_setting('lock_timeout')", row -> row.getString(1));
        for (int i = 0; i < OFTEN; i++) {
            List<Optional<String>> answers =
                    rows.firstOfEach(transaction, List.of(new Asked(tenant.id()), new Asked(other.id())));
            assertThat(answers.get(0)).isEqualTo(answers.get(1));
            assertThat(answers.get(0).orElseThrow()).endsWith(" 50ms");
            assertThat(rows.first(transaction, tenant.id()).orElseThrow()).endsWith(" 0");
        }
    }

    @Test
    void anAnswerUnderAnotherBindingIsGivenToNobody() {
        rows = new TenantRows(lending(misled(connection)));
        assertThatThrownBy(() -> rows.first(VISIBLE, other.id(), tenant.id()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not this tenant's");
    }

    @Test
    void nothingIsAskedInsideATransaction() throws SQLException {
        connection.setAutoCommit(false);
        assertThatThrownBy(() -> rows.first(VISIBLE, tenant.id(), tenant.id()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a transaction runs");
    }

    /** Binds the tenant that has a profile, whoever was to be bound. */
    private Connection misled(Connection connection) {
        return StandIn.of(Connection.class, (method, arguments) -> {
            Object made = method.invoke(connection, arguments);
            return made instanceof PreparedStatement statement
                    ? StandIn.of(PreparedStatement.class, (called, given) -> {
                        if (called.getName().equals("setString")) {
                            given[1] = tenant.id().toString();
                        }
                        return called.invoke(statement, given);
                    })
                    : made;
        });
    }

    private TradingProfiles profiles() {
        return new TradingProfiles(rows);
    }

    private boolean visibleTo(UUID bound, SeededTenant whose) {
        return rows.first(VISIBLE, bound, whose.id()).isPresent();
    }

    private static SeededTenant withProfile() {
        SeededTenant seeded = SeededTenant.bare();
        TestUnit.tenant().run(em -> {
            new TenantBinding(em).bind(seeded.id());
            em.createNativeQuery("insert into trading_profiles (id, tenant_id, user_id, max_daily_loss, max_orders,"
                            + " master_switch_enabled) values (gen_random_uuid(), ?, ?, 1000.00, 10, true)")
                    .setParameter(1, seeded.id())
                    .setParameter(2, seeded.userId())
                    .executeUpdate();
        });
        return seeded;
    }

    /** A pool of one connection. */
    private static DataSource lending(Connection connection) {
        Connection lent = StandIn.of(
                Connection.class,
                (method, arguments) -> method.getName().equals("close") ? null : method.invoke(connection, arguments));
        return StandIn.of(DataSource.class, (method, arguments) -> lent);
    }
}
