package io.orra.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A tenant with one valid row in every tenant table, written past all policies. */
public record SeededTenant(UUID id, UUID userId) {

    /** For each tenant table a column with the value of a row; the id, the tenant and the rest come from here. */
    static final Map<String, String> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("tenants", "(id, tenant_id, clerk_org_id, name) values ('$tenant', '$tenant', 'org_$id', 'A')");
        ROWS.put(
                "kite_credentials",
                "(id, tenant_id, user_id, api_key_encrypted, api_secret_encrypted, totp_secret_encrypted, key_id)"
                        + " values ('$id', '$tenant', '$user', 'a', 'b', 'c', 'k')");
        ROWS.put(
                "broker_sessions",
                "(id, tenant_id, user_id, kite_user_id, access_token_encrypted, key_id, login_at, expires_at)"
                        + " values ('$id', '$tenant', '$user', 'AB1234', 'a', 'k', now(), now() + interval '1 day')");
        ROWS.put(
                "login_attempts",
                "(id, tenant_id, user_id, business_date, attempt_no, started_at, outcome, credential_version)"
                        + " values ('$id', '$tenant', '$user', '2026-11-24', 1, now(), 'started', 1)");
        ROWS.put(
                "trading_profiles",
                "(id, tenant_id, user_id, max_daily_loss, max_orders) values ('$id', '$tenant', '$user', 1000.00, 10)");
        ROWS.put(
                "strategy_instances",
                "(id, tenant_id, name, strategy_type) values ('$id', '$tenant', 'Morning', 'momentum')");
        ROWS.put(
                "notification_preferences",
                "(id, tenant_id, user_id, destination) values ('$id', '$tenant', '$user', 'a@example.org')");
        ROWS.put(
                "notification_inbox",
                "(id, tenant_id, event_id, source_queue, received_at) values ('$id', '$tenant', '$id', 'q', now())");
        ROWS.put(
                "notification_deliveries",
                "(id, tenant_id, event_id, attempt, channel, destination_masked, duration_ms, outcome, attempted_at)"
                        + " values ('$id', '$tenant', '$id', 1, 'email', 'a***', 5, 'delivered', now())");
        ROWS.put(
                "notifications",
                "(id, tenant_id, user_id, source_queue, event_id, event_type, severity, fold_key, message, channel, webhook,"
                        + " lane, place, destination, destination_masked, body, state, due_at)"
                        + " values ('$id', '$tenant', '$user', 'q', '$id', 'trade_execution', 'info', 'k', 'm', 'email',"
                        + " 'email', 'seeded:$id', 1, 'a@example.org', 'a***', '{}', 'waiting', now())");
        ROWS.put("subscriptions", "(id, tenant_id) values ('$id', '$tenant')");
        ROWS.put(
                "billing_grants",
                "(id, tenant_id, tier, valid_from, valid_until, reason, granted_by)"
                        + " values ('$id', '$tenant', 'pro', now(), now() + interval '1 day', 'goodwill', 'user_1')");
        ROWS.put(
                "billing_differences",
                "(id, tenant_id, found_at, provider, subscription_ref, ours, theirs)"
                        + " values ('$id', '$tenant', now(), 'stripe', 'sub_1', 'running', 'canceled')");
        ROWS.put("trade_days", "(tenant_id, trading_day, used) values ('$tenant', '2026-11-24', 1)");
        ROWS.put("trade_passes", "(tenant_id, idempotency_key, granted_at) values ('$tenant', '$id', now())");
        ROWS.put(
                "webhook_events",
                "(id, door, provider, event_id, event_type, occurred_at, received_at, tenant_id, subscription_ref, kind,"
                        + " outcome, raw) values ('$id', 'billing', 'stripe', '$id', 'invoice.paid', now(), now(), '$tenant',"
                        + " '', 'paid', 'applied', '')");
        ROWS.put(
                "login_screenshots",
                "(tenant_id, user_id, taken_at, reason, png) values ('$tenant', '$user', now(), 'captcha', 'x')");
        ROWS.put("notification_settings", "(id, tenant_id, user_id) values ('$id', '$tenant', '$user')");
        ROWS.put(
                "instrument_lists", "(id, tenant_id, instruments) values ('$id', '$tenant', '{\"408065\": \"full\"}')");
        ROWS.put(
                "audit_entries",
                "(id, tenant_id, actor_kind, actor, action, outcome) values ('$id', '$tenant', 'user', 'u', 'a.b', 'done')");
    }

    /** With a row in each table. */
    static SeededTenant in(TestDatabase database) {
        SeededTenant tenant = new SeededTenant(UUID.randomUUID(), UUID.randomUUID());
        ROWS.keySet().forEach(table -> database.prepare(tenant.insertInto(table)));
        return tenant;
    }

    /** With nothing but its row among the tenants of the shared database. */
    public static SeededTenant bare() {
        SeededTenant tenant = new SeededTenant(UUID.randomUUID(), UUID.randomUUID());
        TestDatabase.shared().prepare(tenant.insertInto("tenants"));
        return tenant;
    }

    String insertInto(String table) {
        return ("insert into " + table + " " + ROWS.get(table))
                .replace("$tenant", id.toString())
                .replace("$user", userId.toString())
                .replace("$id", UUID.randomUUID().toString());
    }

    void bindTo(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet bound =
                        statement.executeQuery("select set_config('app.current_tenant_id', '" + id + "', true)")) {
            bound.next();
        }
    }
}
