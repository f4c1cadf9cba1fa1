package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
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
        Notification notification =
                Notification.of(event("execution_results", "\"status\":\"" + status + "\""), TARGET, NOW);

        JsonObject payload = notification.payload();
        assertThat(notification.urgent()).isFalse();
        assertThat(payload.getString("event_type")).isEqualTo("trade_execution");
        assertThat(payload.getString("severity")).isEqualTo("info");
        assertThat(payload.getString("message")).isEqualTo("Trade executed successfully");
        assertThat(payload.getString("trade_status")).isEqualTo(status.toLowerCase());
        assertThat(payload.getString("tenant_id")).isEqualTo(TENANT.toString());
        assertThat(payload.getString("user_id")).isEqualTo(USER.toString());
        assertThat(payload.getString("channel")).isEqualTo("telegram");
        assertThat(payload.getString("destination")).isEqualTo("123456789");
        assertThat(payload.getString("timestamp")).isEqualTo("2026-11-24T03:00:00Z");
        assertThat(payload.getString("id")).isEqualTo("e-1");
        assertThat(payload.getJsonObject("meta").getString("status")).isEqualTo(status);
    }

    @Test
    void any_other_status_warns_with_the_error_or_an_unknown_reason() throws Exception {
        JsonObject told = Notification.of(
                        event("execution_results", "\"status\":\"rejected\",\"error\":\"no margin\""), TARGET, NOW)
                .payload();
        JsonObject untold = Notification.of(event("execution_results", "\"x\":1"), TARGET, NOW)
                .payload();

        assertThat(told.getString("severity")).isEqualTo("warning");
        assertThat(told.getString("message")).isEqualTo("Trade execution failed: no margin");
        assertThat(untold.getString("trade_status")).isEqualTo("unknown");
        assertThat(untold.getString("message")).isEqualTo("Trade execution failed: unknown reason");
    }

    @Test
    void a_failed_second_factor_is_urgent_in_the_originals_words() throws Exception {
        Notification notification =
                Notification.of(event("auth_errors", "\"event_type\":\"auth_2fa_failed\""), TARGET, NOW);

        assertThat(notification.urgent()).isTrue();
        assertThat(notification.payload().getString("severity")).isEqualTo("urgent");
        assertThat(notification.payload().getString("message"))
                .isEqualTo("Urgent: Zerodha 2FA login failed. Please re-check your credentials immediately.");
    }

    @Test
    void other_failed_logins_say_what_they_are() throws Exception {
        JsonObject payload = Notification.of(
                        event("auth_errors", "\"event_type\":\"auth_login_failed\",\"reason\":\"captcha\""),
                        TARGET,
                        NOW)
                .payload();

        assertThat(payload.getString("event_type")).isEqualTo("auth_login_failed");
        assertThat(payload.getString("message")).isEqualTo("Urgent: Zerodha login failed (captcha).");
    }

    @Test
    void a_destination_is_masked_wherever_it_is_printed() {
        assertThat(TARGET).hasToString("Target[telegram 123***]");
        assertThat(new Target(NotificationChannel.EMAIL, "ab")).hasToString("Target[email ***]");
    }

    private static TenantEvent event(String queue, String fields) throws MalformedEventException {
        return TenantEvent.parse(
                queue, "e-1", "{\"tenant_id\":\"" + TENANT + "\",\"user_id\":\"" + USER + "\"," + fields + "}");
    }
}
