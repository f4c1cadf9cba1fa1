package io.orra.it.notification;

import static io.orra.it.frame.Eventually.during;
import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationIT {

    private static final String QUEUE = "execution_results";

    private final Orra orra = Orra.running();
    private final TestTenant tenant = TestTenant.provisioned(orra);
    private final String eventId = "it-" + UUID.randomUUID();

    @BeforeEach
    @AfterEach
    void let_n8n_answer_as_it_should() {
        webhook(Json.createObjectBuilder().add("status", 200));
    }

    @Test
    void an_execution_result_reaches_the_organisation_by_email_once_however_often_it_is_sent() {
        orra.messages().send(QUEUE, null, event(Json.createObjectBuilder().add("status", "filled")));
        orra.messages().send(QUEUE, null, event(Json.createObjectBuilder().add("status", "filled")));

        eventually().until(() -> received().size() == 1);
        during(Duration.ofSeconds(3)).untilAsserted(() -> assertThat(received()).hasSize(1));
        JsonObject told = received().get(0);
        assertThat(told.keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "schema_version",
                        "correlation_id",
                        "event_type",
                        "severity",
                        "tenant_id",
                        "user_id",
                        "channel",
                        "destination",
                        "trade_status",
                        "message",
                        "meta",
                        "timestamp");
        assertThat(told.getString("event_type")).isEqualTo("trade_execution");
        assertThat(told.getString("severity")).isEqualTo("info");
        assertThat(told.getString("trade_status")).isEqualTo("filled");
        assertThat(told.getString("message")).isEqualTo("Trade executed successfully");
        assertThat(told.getString("channel")).isEqualTo("email");
        assertThat(told.getString("destination")).isEqualTo(tenant.organisation);
        assertThat(told.getString("id")).isEqualTo(eventId);
        assertThat(told.getJsonObject("meta").getString("symbol")).isEqualTo("INFY");
    }

    @Test
    void a_webhook_that_fails_twice_is_called_a_third_time_and_then_no_more() {
        webhook(Json.createObjectBuilder().add("status", 500).add("times", 2).add("tenant_id", tenant.id()));
        orra.messages().send(QUEUE, eventId, event(Json.createObjectBuilder().add("status", "rejected")));

        eventually().until(() -> deliveries().size() == 3);
        during(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(orra.simulated().answers("email", tenant.id()))
                        .containsExactly(500, 500, 200));
        List<Map<String, Object>> deliveries = deliveries();
        assertThat(deliveries.subList(0, 2))
                .allSatisfy(attempt -> assertThat(attempt)
                        .containsEntry("outcome", "failed")
                        .containsEntry("reason", "http_500")
                        .containsEntry("status_code", 500));
        assertThat(last(deliveries)).containsEntry("outcome", "delivered");
        assertThat(last(deliveries).get("destination_masked")).isEqualTo("org***");
        assertThat(received().get(2).getString("severity")).isEqualTo("warning");
        assertThat(received().get(2).getString("message")).isEqualTo("Trade execution failed: unknown reason");
    }

    @Test
    void a_webhook_that_refuses_us_makes_a_dead_letter_at_once() throws JMSException {
        webhook(Json.createObjectBuilder().add("auth_header", "X-Other").add("auth_value", "other"));
        orra.messages().send(QUEUE, eventId, event(Json.createObjectBuilder().add("status", "filled")));

        eventually().until(() -> deliveries().size() == 1);
        assertThat(last(deliveries())).containsEntry("outcome", "dead").containsEntry("reason", "http_403");
        eventually().until(() -> dead(eventId) != null);
        assertThat(dead(eventId).getStringProperty("orra_reason")).isEqualTo("http_403");
        assertThat(dead(eventId).getStringProperty("orra_queue")).isEqualTo(QUEUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not_json|hello",
                "missing_tenant|{\"status\":\"filled\"}",
                "unknown_tenant|{\"tenant_id\":\"00000000-0000-4000-8000-000000000000\",\"user_id\":\"00000000-0000-4000-8000-000000000000\"}"
            })
    void what_can_not_be_mended_stands_in_the_dead_letters_with_its_reason(String reason, String text)
            throws JMSException {
        orra.messages().send(QUEUE, eventId, text);

        eventually().until(() -> dead(eventId) != null);
        assertThat(dead(eventId).getStringProperty("orra_reason")).isEqualTo(reason);
        assertThat(dead(eventId).getText()).isEqualTo(text);
    }

    private String event(JsonObjectBuilder fields) {
        return Json.createObjectBuilder()
                .add("id", eventId)
                .add("tenant_id", tenant.id())
                .add("user_id", UUID.randomUUID().toString())
                .add("symbol", "INFY")
                .addAll(fields)
                .build()
                .toString();
    }

    private void webhook(JsonObjectBuilder changes) {
        orra.simulated()
                .put(
                        "/n8n/webhooks/email",
                        Json.createObjectBuilder()
                                .add("registered", true)
                                .add("auth_header", orra.settled().get(Setting.N8N_WEBHOOK_AUTH_HEADER))
                                .add("auth_value", orra.settled().get(Secret.N8N_WEBHOOK_AUTH_VALUE))
                                .addAll(changes)
                                .build());
    }

    private List<JsonObject> received() {
        return orra.simulated().received("email", tenant.id());
    }

    private List<Map<String, Object>> deliveries() {
        return orra.database()
                .rows(
                        "select * from notification_deliveries where tenant_id = ? and event_id = ? order by attempted_at",
                        UUID.fromString(tenant.id()),
                        eventId);
    }

    private TextMessage dead(String id) {
        return orra.messages().standingIn("DLQ").stream()
                .filter(message -> id.equals(property(message)))
                .findFirst()
                .orElse(null);
    }

    private static String property(TextMessage message) {
        try {
            return message.getStringProperty("orra_id");
        } catch (JMSException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Map<String, Object> last(List<Map<String, Object>> rows) {
        return rows.get(rows.size() - 1);
    }
}
