package io.orra.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {

    private static SeededTenant tenant;

    @BeforeAll
    static void aTenant() {
        tenant = SeededTenant.in(TestDatabase.shared());
    }

    @Test
    void theApplicationMayDoThisAndNoMore() throws SQLException {
        assertThat(verbs(TestDatabase.APP))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("audit_entries", "SELECT"),
                        Map.entry("broker_sessions", "INSERT SELECT"),
                        Map.entry("instrument_lists", "DELETE INSERT SELECT"),
                        Map.entry("kite_credentials", "DELETE INSERT SELECT"),
                        Map.entry("login_attempts", "SELECT"),
                        Map.entry("notification_deliveries", "SELECT"),
                        Map.entry("notification_preferences", "DELETE INSERT SELECT"),
                        Map.entry("notification_settings", "INSERT SELECT"),
                        Map.entry("strategy_instances", "DELETE INSERT SELECT"),
                        Map.entry("strategy_types", "SELECT"),
                        Map.entry("subscription_tiers", "SELECT"),
                        Map.entry("subscriptions", "SELECT"),
                        Map.entry("tenants", "SELECT"),
                        Map.entry("trade_days", "INSERT SELECT"),
                        Map.entry("trade_passes", "INSERT SELECT"),
                        Map.entry("trading_profiles", "INSERT SELECT")));
        assertThat(changeableColumns(TestDatabase.APP))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "kite_credentials",
                                "api_key_encrypted api_secret_encrypted auto_login broker_password_encrypted"
                                        + " broker_user_id_encrypted credential_version key_id totp_secret_encrypted"
                                        + " updated_at version",
                        "broker_sessions",
                                "access_token_encrypted end_reason ended_at expires_at key_id kite_user_id login_at"
                                        + " updated_at version",
                        "trading_profiles", "master_switch_enabled max_daily_loss max_orders updated_at version",
                        "strategy_instances", "is_active name parameters strategy_type updated_at version",
                        "trade_days", "updated_at used",
                        "notification_preferences", "channel destination is_enabled position updated_at version",
                        "notification_settings", "quiet_from quiet_until time_zone updated_at urgent_override version",
                        "instrument_lists", "instruments updated_at version"));
    }

    @Test
    void theAgentsMayDoThisAndNoMore() throws SQLException {
        assertThat(verbs(TestDatabase.AGENT))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("audit_chains", "SELECT"),
                        Map.entry("audit_entries", "SELECT"),
                        Map.entry("tenants", "INSERT SELECT"),
                        Map.entry("kite_credentials", "DELETE SELECT"),
                        Map.entry("broker_sessions", "INSERT SELECT"),
                        Map.entry("login_accounts", "INSERT SELECT"),
                        Map.entry("login_attempts", "INSERT SELECT"),
                        Map.entry("login_screenshots", "DELETE INSERT SELECT"),
                        Map.entry("market_days", "DELETE INSERT SELECT"),
                        Map.entry("notification_preferences", "SELECT"),
                        Map.entry("notification_settings", "SELECT"),
                        Map.entry("instrument_lists", "SELECT"),
                        Map.entry("notification_alerts", "DELETE INSERT SELECT"),
                        Map.entry("notification_inbox", "DELETE INSERT SELECT"),
                        Map.entry("notification_deliveries", "DELETE INSERT SELECT"),
                        Map.entry("notifications", "DELETE INSERT SELECT"),
                        Map.entry("billing_differences", "DELETE INSERT SELECT"),
                        Map.entry("billing_grants", "INSERT SELECT"),
                        Map.entry("strategy_instances", "SELECT"),
                        Map.entry("strategy_types", "INSERT SELECT"),
                        Map.entry("subscriptions", "INSERT SELECT"),
                        Map.entry("subscription_tiers", "INSERT SELECT"),
                        Map.entry("trade_days", "SELECT"),
                        Map.entry("trade_passes", "DELETE SELECT"),
                        Map.entry("used_login_links", "DELETE INSERT SELECT"),
                        Map.entry("webhook_events", "INSERT SELECT")));
        assertThat(changeableColumns(TestDatabase.AGENT))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry(
                                "tenants",
                                "active_before_suspension is_active name removed_at subscription_tier suspended_at updated_at version"),
                        Map.entry(
                                "broker_sessions",
                                "access_token_encrypted end_reason ended_at expires_at key_id kite_user_id login_at"
                                        + " updated_at version"),
                        Map.entry(
                                "kite_credentials",
                                "api_key_encrypted api_secret_encrypted broker_password_encrypted"
                                        + " broker_user_id_encrypted key_id reminded_on totp_secret_encrypted"),
                        Map.entry("login_accounts", "last_totp_step leased_until proven_at retry_at updated_at"),
                        Map.entry("login_attempts", "cleared_at finished_at outcome reason reported_at updated_at"),
                        Map.entry("login_screenshots", "png reason taken_at"),
                        Map.entry("market_days", "closes kind name opens updated_at"),
                        Map.entry("billing_grants", "revoked_at revoked_by updated_at version"),
                        Map.entry("strategy_instances", "is_active updated_at version"),
                        Map.entry("strategy_types", "parameters_schema title updated_at"),
                        Map.entry(
                                "subscriptions",
                                "due_at grace_until next_tier next_tier_at notice_owed paid_until standing switched_off"
                                        + " tier updated_at version"),
                        Map.entry(
                                "subscription_tiers",
                                "basic_settings daily_trade_limit max_strategies priority_execution rank updated_at"),
                        Map.entry(
                                "notifications",
                                "attempts body channel destination destination_masked due_at finished_at folded_into head"
                                        + " lane lease_owner lease_until place reason state tried updated_at webhook"),
                        Map.entry(
                                "webhook_events",
                                "customer_ref kind note organisation outcome paid_until replayed_at subscription_ref"
                                        + " tenant_id tier version")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into login_attempts select * from login_attempts",
                "update login_attempts set outcome = 'transient_failure'",
                "delete from login_attempts",
                "update tenants set subscription_tier = 'pro'",
                "update tenants set is_active = true",
                "insert into tenants select * from tenants",
                "update kite_credentials set tenant_id = gen_random_uuid()",
                "update trading_profiles set user_id = gen_random_uuid()",
                "delete from broker_sessions",
                "select * from notification_inbox",
                "select * from notifications",
                "select destination from notifications",
                "select body from notifications",
                "update notifications set state = 'delivered'",
                "delete from notifications",
                "delete from notification_deliveries",
                "select * from notification_alerts",
                "select * from webhook_events",
                "select * from billing_grants",
                "update subscriptions set tier = 'pro'",
                "update subscription_tiers set daily_trade_limit = null",
                "update strategy_types set parameters_schema = '{}'",
                "delete from trade_days",
                "delete from trade_passes",
                "select * from flyway_schema_history",
                "truncate trading_profiles",
                "insert into audit_entries (actor_kind, actor, action, outcome, at) values ('user', 'u', 'a', 'done', now())",
                "insert into audit_entries (actor_kind, actor, action, outcome, seq) values ('user', 'u', 'a', 'done', 1)",
                "update audit_entries set actor = 'somebody else'",
                "delete from audit_entries",
                "truncate audit_entries",
                "select * from audit_chains",
                "update audit_chains set seq = 0",
                "create table mine (id int)",
                "create temporary table mine (id int)",
                "create schema mine",
                "create function mine() returns int language sql as 'select 1'",
                "create policy mine on tenants using (true)",
                "drop policy tenant_isolation on tenants",
                "alter table tenants disable row level security",
                "alter table tenants add column mine int",
                "drop table trading_profiles",
                "set role orra_agent",
                "set role orra_owner",
                "set session authorization orra_owner",
                "alter role orra_user bypassrls",
            })
    void theApplicationIsRefused(String sql) {
        assertRefused(TestDatabase.APP, sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into kite_credentials select * from kite_credentials",
                "update kite_credentials set auto_login = true",
                "update tenants set clerk_org_id = 'org_other'",
                "update tenants set tenant_id = gen_random_uuid()",
                "delete from tenants",
                "update login_attempts set attempt_no = 9",
                "update login_attempts set business_date = '2000-01-01'",
                "delete from login_attempts",
                "delete from broker_sessions",
                "select * from trading_profiles",
                "update strategy_instances set parameters = '{}'",
                "delete from strategy_instances",
                "update webhook_events set raw = ''",
                "update billing_grants set valid_until = now()",
                "delete from billing_grants",
                "delete from subscriptions",
                "update trade_days set used = 1",
                "update notification_preferences set destination = 'x'",
                "update notification_inbox set event_id = 'x'",
                "update notifications set event_id = 'x'",
                "update notifications set tenant_id = gen_random_uuid()",
                "update notification_deliveries set outcome = 'delivered'",
                "delete from webhook_events",
                "update webhook_events set event_id = 'x'",
                "truncate login_attempts",
                "insert into audit_entries (actor_kind, actor, action, outcome, at) values ('user', 'u', 'a', 'done', now())",
                "insert into audit_entries (actor_kind, actor, action, outcome, seq) values ('user', 'u', 'a', 'done', 1)",
                "update audit_entries set actor = 'somebody else'",
                "delete from audit_entries",
                "truncate audit_entries",
                "update audit_chains set seq = 0",
                "create table mine (id int)",
                "create temporary table mine (id int)",
                "alter table tenants disable row level security",
                "set role orra_owner",
            })
    void theAgentsAreRefused(String sql) {
        assertRefused(TestDatabase.AGENT, sql);
    }

    private static void assertRefused(String role, String sql) {
        assertThatThrownBy(() -> {
                    try (Connection connection = TestDatabase.shared().connect(role);
                            Statement statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        tenant.bindTo(connection);
                        statement.execute(sql);
                    }
                })
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    private static Map<String, String> verbs(String role) throws SQLException {
        return byTable("""
                select table_name, string_agg(privilege_type, ' ' order by privilege_type)
                from information_schema.table_privileges where grantee in ('%s', 'PUBLIC') and table_schema = 'public'
                group by table_name""", role);
    }

    private static Map<String, String> changeableColumns(String role) throws SQLException {
        return byTable("""
                select table_name, string_agg(column_name, ' ' order by column_name)
                from information_schema.column_privileges
                where grantee in ('%s', 'PUBLIC') and table_schema = 'public' and privilege_type = 'UPDATE'
                group by table_name""", role);
    }

    private static Map<String, String> byTable(String sql, String role) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Connection superuser = TestDatabase.shared().connect(TestDatabase.SUPERUSER);
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(sql.formatted(role))) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }
}
