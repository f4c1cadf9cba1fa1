package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {

    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID USER = UUID.randomUUID();
    private static final Target TARGET = new Target(NotificationChannel.TELEGRAM, "123456789");
    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"success", "filled", "completed", "FILLED"})
    void the_originals_words_of_success_inform(String status) throws Exception {
        Notification notification = Notification.of(event("execution_results", "\"status\":\"" + status + "\""), NOW);

        JsonObject payload = notification.body();
        assertThat(notification.urgent()).isFalse();
        assertThat(payload.getString("event_type")).isEqualTo("trade_execution");
        assertThat(payload.getString("severity")).isEqualTo("info");
        assertThat(payload.getString("message")).isEqualTo("Trade executed successfully");
        assertThat(payload.getString("trade_status")).isEqualTo(status.toLowerCase());
        assertThat(payload.getString("tenant_id")).isEqualTo(TENANT.toString());
        assertThat(payload.getString("user_id")).isEqualTo(USER.toString());
        assertThat(payload.getInt("schema_version")).isEqualTo(1);
        assertThat(payload.getString("correlation_id")).isEqualTo("e-1");
        assertThat(notification.note()).isNull();
        assertThat(payload.getString("timestamp")).isEqualTo("2026-11-24T03:00:00Z");
        assertThat(payload.getString("id")).isEqualTo("e-1");
        assertThat(payload.getJsonObject("meta").getString("status")).isEqualTo(status);
    }

    @Test
    void the_stored_body_is_completed_with_where_it_goes() throws Exception {
        String body = Notification.of(event("execution_results", "\"status\":\"filled\""), NOW)
                .body()
                .toString();

        JsonObject payload = json(Payload.of(body, NotificationChannel.EMAIL, "\"a\"@example.org"));

        assertThat(payload.getString("channel")).isEqualTo("email");
        assertThat(payload.getString("destination")).isEqualTo("\"a\"@example.org");
        assertThat(payload.getString("event_type")).isEqualTo("trade_execution");
    }

    @Test
    void a_status_that_nobody_knows_is_told_as_a_failure_and_named_so_in_the_log() throws Exception {
        Notification notification = Notification.of(event("execution_results", "\"status\":\"half-way\""), NOW);

        assertThat(notification.severity()).isEqualTo("warning");
        assertThat(notification.note()).isEqualTo("unknown_status");
    }

    @Test
    void what_the_database_can_not_keep_or_is_too_long_is_cut() throws Exception {
        String error = "x\\u0000".repeat(2000);
        Notification notification =
                Notification.of(event("execution_results", "\"status\":\"rejected\",\"error\":\"" + error + "\""), NOW);

        assertThat(notification.message()).hasSize(1000).doesNotContain("\0");
        assertThat(notification.body().toString()).doesNotContain("\0");
    }

    @Test
    void repeats_are_of_the_same_type_and_status() throws Exception {
        assertThat(Notification.of(event("execution_results", "\"status\":\"rejected\",\"error\":\"a\""), NOW)
                        .foldKey())
                .isEqualTo(Notification.of(event("execution_results", "\"status\":\"REJECTED\",\"error\":\"b\""), NOW)
                        .foldKey())
                .isNotEqualTo(Notification.of(event("execution_results", "\"status\":\"cancelled\""), NOW)
                        .foldKey());
        assertThat(Notification.of(event("execution_results", "\"status\":\"odd-1\""), NOW)
                        .foldKey())
                .isEqualTo(Notification.of(event("execution_results", "\"status\":\"odd-2\""), NOW)
                        .foldKey());
    }

    @Test
    void any_other_status_warns_with_the_error_or_an_unknown_reason() throws Exception {
        JsonObject told = Notification.of(
                        event("execution_results", "\"status\":\"rejected\",\"error\":\"no margin\""), NOW)
                .body();
        JsonObject untold =
                Notification.of(event("execution_results", "\"x\":1"), NOW).body();

        assertThat(told.getString("severity")).isEqualTo("warning");
        assertThat(told.getString("message")).isEqualTo("Trade execution failed: no margin");
        assertThat(untold.getString("trade_status")).isEqualTo("unknown");
        assertThat(untold.getString("message")).isEqualTo("Trade execution failed: unknown reason");
    }

    @Test
    void a_failed_second_factor_is_urgent_in_the_originals_words() throws Exception {
        Notification notification = Notification.of(event("auth_errors", "\"event_type\":\"auth_2fa_failed\""), NOW);

        assertThat(notification.urgent()).isTrue();
        assertThat(notification.body().getString("severity")).isEqualTo("urgent");
        assertThat(notification.body().getString("message"))
                .isEqualTo("Urgent: Zerodha 2FA login failed. Please re-check your credentials immediately.");
    }

    @Test
    void other_failed_logins_say_what_they_are() throws Exception {
        JsonObject payload = Notification.of(
                        event("auth_errors", "\"event_type\":\"auth_login_failed\",\"reason\":\"captcha\""), NOW)
                .body();

        assertThat(payload.getString("event_type")).isEqualTo("auth_login_failed");
        assertThat(payload.getString("message")).isEqualTo("Urgent: Zerodha login failed (captcha).");
    }

    @Test
    void a_destination_is_masked_wherever_it_is_printed() {
        assertThat(TARGET).hasToString("Target[telegram 123***]");
        assertThat(new Target(NotificationChannel.EMAIL, "ab")).hasToString("Target[email ***]");
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static TenantEvent event(String queue, String fields) throws MalformedEventException {
        return TenantEvent.parse(
                queue, "e-1", "{\"tenant_id\":\"" + TENANT + "\",\"user_id\":\"" + USER + "\"," + fields + "}");
    }
}
