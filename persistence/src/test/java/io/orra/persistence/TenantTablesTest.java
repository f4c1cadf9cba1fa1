package io.orra.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTablesTest {

    private static TestDatabase spoilt;

    @BeforeAll
    static void aDatabaseToSpoil() {
        spoilt = TestDatabase.migrated("spoilt");
    }

    @AfterAll
    static void rolesAreClean() {
        spoilt.prepare("alter role orra_user nobypassrls nocreatedb");
    }

    @Test
    void everyTenantTableIsUnderForcedRowLevelSecurity() throws SQLException {
        try (Connection superuser = TestDatabase.shared().connect(TestDatabase.SUPERUSER)) {
            TenantTables tables = new TenantTables(superuser);
            assertThat(tables.names())
                    .containsExactly(
                            "audit_entries",
                            "billing_differences",
                            "billing_grants",
                            "broker_sessions",
                            "instrument_lists",
                            "kite_credentials",
                            "login_attempts",
                            "login_screenshots",
                            "notification_deliveries",
                            "notification_inbox",
                            "notification_preferences",
                            "notification_settings",
                            "notifications",
                            "strategy_instances",
                            "subscriptions",
                            "tenants",
                            "trade_days",
                            "trade_passes",
                            "trading_profiles",
                            "webhook_events");
            assertThat(tables.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TestDatabase.APP, TestDatabase.AGENT})
    void loginRolesOwnNothingAndCreateNothing(String role) throws SQLException {
        try (Connection superuser = TestDatabase.shared().connect(TestDatabase.SUPERUSER)) {
            assertThat(new TenantTables(superuser).excesses(role)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create policy p on bad to orra_user using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid) | bad: row-level security is off; bad: row-level security is not forced",
                "alter table bad enable row level security | bad: row-level security is not forced; bad: no policy; bad: no policy for the application",
                "alter table bad enable row level security, force row level security | bad: no policy; bad: no policy for the application",
                "alter table bad enable row level security, force row level security; create policy p on bad to orra_agent using (true) | bad: no policy for the application",
                "alter table bad enable row level security, force row level security; create policy p on bad using (true) | bad: policy p shows the application other tenants",
                "alter table bad enable row level security, force row level security; create policy p on bad to orra_user using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid) with check (true) | bad: policy p shows the application other tenants",
                "alter table bad enable row level security, force row level security; create policy p on bad to orra_user using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid) | bad: policy p shows the application other tenants",
            })
    void aTableWithoutItsProtectionIsFound(String protection, String faults) throws SQLException {
        spoilt.prepare("create table bad (tenant_id uuid not null)", "create index on bad (tenant_id)", protection);
        try (Connection superuser = spoilt.connect(TestDatabase.SUPERUSER)) {
            assertThat(new TenantTables(superuser).faults()).containsExactlyInAnyOrder(faults.split("; "));
        } finally {
            spoilt.prepare("drop table bad");
        }
    }

    @Test
    void aTableWithoutAnIndexOnItsTenantIsFound() throws SQLException {
        spoilt.prepare("alter table strategy_instances drop column is_active");
        try (Connection superuser = spoilt.connect(TestDatabase.SUPERUSER)) {
            assertThat(new TenantTables(superuser).faults())
                    .containsExactly("strategy_instances: no index leads with tenant_id");
        } finally {
            spoilt.prepare("create index on strategy_instances (tenant_id)");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create table own (id int); alter table own owner to orra_user | drop table own | owns own",
                "alter role orra_user bypassrls | alter role orra_user nobypassrls | bypasses row-level security",
                "grant create on schema public to orra_user | revoke create on schema public from orra_user | creates in schema public",
                "grant temporary on database spoilt to public | revoke temporary on database spoilt from public | makes temporary tables",
                "grant orra_owner to orra_user | revoke orra_owner from orra_user | is a member of orra_owner",
                "grant truncate on login_attempts to orra_user | revoke truncate on login_attempts from orra_user | may truncate login_attempts",
            })
    void aLoginRoleThatMayTooMuchIsFound(String gift, String takenBack, String excess) throws SQLException {
        spoilt.prepare(gift);
        try (Connection superuser = spoilt.connect(TestDatabase.SUPERUSER)) {
            List<String> excesses = new TenantTables(superuser).excesses(TestDatabase.APP);
            assertThat(excesses).contains(excess);
        } finally {
            spoilt.prepare(takenBack);
        }
    }
}
