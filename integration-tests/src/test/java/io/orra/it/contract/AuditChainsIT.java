package io.orra.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.audit.AuditChains;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verification of the trail, on the real one and on one that was tampered with by a superuser. */
class AuditChainsIT {

    private final Orra orra = Orra.running();

    @Test
    void the_trail_of_this_orra_is_whole() throws SQLException {
        TestTenant.provisioned(orra);
        try (Connection agents = DriverManager.getConnection(
                orra.settled().get(Setting.DATABASE_URL),
                orra.settled().get(Setting.DATABASE_AGENT_USER),
                orra.settled().get(Secret.DATABASE_AGENT_PASSWORD))) {
            AuditChains.Finding finding = AuditChains.verify(agents);
            assertThat(finding.faults()).isEmpty();
            assertThat(finding.entries()).isPositive();
            assertThat(finding.fingerprint()).hasSize(64);
        }
    }

    /** In a transaction of the superuser that is rolled back. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update audit_entries set actor = 'somebody else' where tenant_id = '%s' and seq = 2 | was changed",
                "delete from audit_entries where tenant_id = '%s' and seq = 2 | are missing",
                "delete from audit_entries where tenant_id = '%s' and seq = 3 | its end was cut off",
                "update audit_entries set previous_hash = hash where tenant_id = '%s' and seq = 3 | does not follow",
                "delete from audit_chains where chain = '%s' | its head is missing",
            })
    void what_was_tampered_with_is_found(String tampering, String fault) throws SQLException {
        TestTenant tenant = TestTenant.provisioned(orra);
        tenant.api().send("PUT", "/api/v1/profile/trading", "{\"max_daily_loss\":\"1\",\"max_orders\":1}");
        tenant.api().send("PUT", "/api/v1/profile/trading", "{\"max_daily_loss\":\"2\",\"max_orders\":1}");
        String url = orra.settled().get(Setting.DATABASE_URL);
        try (Connection superuser = DriverManager.getConnection(
                        url, "postgres", orra.settled().get(Secret.POSTGRES_PASSWORD));
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            superuser.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("set local session_replication_role = replica");
            assertThat(statement.executeUpdate(tampering.formatted(tenant.id())))
                    .isEqualTo(1);
            AuditChains.Finding finding = AuditChains.verifyWithin(superuser);
            assertThat(finding.faults()).isNotEmpty().allMatch(line -> line.contains(tenant.id()));
            assertThat(finding.faults()).anyMatch(line -> line.contains(fault));
            superuser.rollback();
        }
    }
}
