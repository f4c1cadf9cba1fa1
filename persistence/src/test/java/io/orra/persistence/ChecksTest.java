package io.orra.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses, whoever writes. */
class ChecksTest {

    private static SeededTenant tenant;

    @BeforeAll
    static void aTenant() {
        tenant = SeededTenant.in(TestDatabase.shared());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tenants | id = gen_random_uuid() | tenants_is_its_own_tenant",
                "tenants | clerk_org_id = '' | tenants_clerk_org_id_filled",
                "kite_credentials | api_key_encrypted = '' | kite_credentials_api_key_length",
                "kite_credentials | api_secret_encrypted = repeat('a', 2049) | kite_credentials_api_secret_length",
                "kite_credentials | totp_secret_encrypted = repeat('a', 2049) | kite_credentials_totp_secret_length",
                "kite_credentials | broker_user_id_encrypted = 'a' | kite_credentials_broker_login_whole",
                "kite_credentials | broker_user_id_encrypted = '', broker_password_encrypted = 'a' | kite_credentials_broker_user_id_length",
                "kite_credentials | broker_user_id_encrypted = 'a', broker_password_encrypted = '' | kite_credentials_broker_password_length",
                "kite_credentials | key_id = '' | kite_credentials_key_id_filled",
                "kite_credentials | credential_version = 0 | kite_credentials_credential_version_positive",
                "broker_sessions | kite_user_id = '' | broker_sessions_kite_user_id_filled",
                "broker_sessions | key_id = '' | broker_sessions_key_id_filled",
                "broker_sessions | access_token_encrypted = repeat('a', 2049) | broker_sessions_access_token_length",
                "broker_sessions | access_token_encrypted = null | broker_sessions_token_until_end",
                "broker_sessions | ended_at = now(), end_reason = 'x' | broker_sessions_token_until_end",
                "broker_sessions | ended_at = now(), access_token_encrypted = null | broker_sessions_end_has_reason",
                "broker_sessions | expires_at = login_at | broker_sessions_expire_after_login",
                "login_attempts | attempt_no = 0 | login_attempts_attempt_no_positive",
                "login_attempts | outcome = 'lost', finished_at = now() | login_attempts_outcome_known",
                "login_attempts | outcome = 'succeeded' | login_attempts_finished_with_outcome",
                "login_attempts | finished_at = now() | login_attempts_finished_with_outcome",
                "trading_profiles | max_daily_loss = 0 | trading_profiles_max_daily_loss_positive",
                "trading_profiles | max_daily_loss = -1 | trading_profiles_max_daily_loss_positive",
                "trading_profiles | max_daily_loss = 'NaN' | trading_profiles_max_daily_loss_positive",
                "trading_profiles | max_orders = 0 | trading_profiles_max_orders_range",
                "trading_profiles | max_orders = 501 | trading_profiles_max_orders_range",
                "strategy_instances | name = '' | strategy_instances_name_filled",
                "strategy_instances | strategy_type = '' | strategy_instances_strategy_type_filled",
                "strategy_instances | parameters = '[]' | strategy_instances_parameters_object",
                "notification_preferences | channel = 'sms' | notification_preferences_channel_known",
                "notification_preferences | channel = 'EMAIL' | notification_preferences_channel_known",
                "notification_preferences | destination = '' | notification_preferences_destination_filled",
                "notification_inbox | event_id = '' | notification_inbox_event_id_filled",
                "notification_inbox | source_queue = '' | notification_inbox_source_queue_filled",
                "notification_deliveries | event_id = '' | notification_deliveries_event_id_filled",
                "notification_deliveries | attempt = 0 | notification_deliveries_attempt_positive",
                "notification_deliveries | channel = 'sms' | notification_deliveries_channel_known",
                "notification_deliveries | status_code = 99 | notification_deliveries_status_code_range",
                "notification_deliveries | status_code = 600 | notification_deliveries_status_code_range",
                "notification_deliveries | duration_ms = -1 | notification_deliveries_duration_not_negative",
                "notification_deliveries | outcome = 'maybe' | notification_deliveries_outcome_known",
                "subscriptions | standing = 'maybe' | subscriptions_standing_known",
                "subscriptions | next_tier = 'basic' | subscriptions_next_tier_dated",
                "billing_grants | valid_until = valid_from | billing_grants_end_after_begin",
                "billing_grants | reason = '' | billing_grants_reason_filled",
                "billing_grants | granted_by = '' | billing_grants_granted_by_filled",
                "billing_grants | revoked_at = now() | billing_grants_revoked_by_somebody",
                "trade_days | used = 0 | trade_days_used_positive",
                "trade_passes | idempotency_key = '' | trade_passes_key_filled",
                "webhook_events | provider = 'paypal' | webhook_events_provider_known",
                "webhook_events | event_id = '' | webhook_events_event_id_filled",
                "webhook_events | event_type = '' | webhook_events_event_type_filled",
                "webhook_events | outcome = 'maybe' | webhook_events_outcome_known",
                "webhook_events | door = 'back' | webhook_events_door_known",
                "webhook_events | kind = 'maybe' | webhook_events_kind_known",
                "webhook_events | raw = null | webhook_events_billing_whole",
            })
    void aValueOutOfRangeIsRefused(String table, String change, String constraint) {
        assertThatThrownBy(() -> change(table, change))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23514"))
                .hasMessageContaining("\"" + constraint + "\"");
    }

    @Test
    void aTierThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> change("tenants", "subscription_tier = 'gold'"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"))
                .hasMessageContaining("\"tenants_subscription_tier_known\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trading_profiles | max_daily_loss = 0.01, max_orders = 1",
                "trading_profiles | max_daily_loss = 999999999999.99, max_orders = 500",
                "kite_credentials | api_key_encrypted = repeat('a', 2048), auto_login = true",
                "kite_credentials | broker_user_id_encrypted = 'a', broker_password_encrypted = 'b'",
                "broker_sessions | ended_at = now(), end_reason = 'x', access_token_encrypted = null",
                "tenants | subscription_tier = 'pro'",
            })
    void aValueAtTheEdgeIsTaken(String table, String change) {
        assertThatCode(() -> change(table, change)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kite_credentials",
                "broker_sessions",
                "login_attempts",
                "trading_profiles",
                "notification_preferences",
                "tenants"
            })
    void aUserHasOneRow(String table) {
        assertThatThrownBy(() -> execute(tenant.insertInto(table)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kite_credentials",
                "broker_sessions",
                "login_attempts",
                "trading_profiles",
                "strategy_instances",
                "notification_preferences",
                "notification_inbox",
                "notification_deliveries",
                "subscriptions",
                "billing_grants",
                "billing_differences",
                "trade_days",
                "trade_passes",
                "webhook_events"
            })
    void aRowOfNoTenantIsRefused(String table) {
        SeededTenant unknown = new SeededTenant(UUID.randomUUID(), UUID.randomUUID());
        assertThatThrownBy(() -> execute(unknown.insertInto(table)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"));
    }

    @Test
    void aNewTenantIsFreeAndActive() throws SQLException {
        try (Connection superuser = TestDatabase.shared().connect(TestDatabase.SUPERUSER);
                Statement statement = superuser.createStatement();
                var rows = statement.executeQuery(
                        "select subscription_tier, is_active from tenants where id = '" + tenant.id() + "'")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("free");
            assertThat(rows.getBoolean(2)).isTrue();
        }
    }

    private static void change(String table, String change) throws SQLException {
        execute("update " + table + " set " + change + " where tenant_id = '" + tenant.id() + "'");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection superuser = TestDatabase.shared().connect(TestDatabase.SUPERUSER);
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
            superuser.rollback();
        }
    }
}
