package io.orra.it.notification;

import static io.orra.it.frame.Eventually.during;
import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told where, when, and how often. */
class RoutingIT {

    private static final String TELEGRAM_THEN_WHATSAPP =
            "{\"channels\":[{\"channel\":\"telegram\",\"destination\":\"12345\"},"
                    + "{\"channel\":\"whatsapp\",\"destination\":\"+911234567890\"}]}";
    private static final String ALWAYS_QUIET =
            "{\"channels\":[],\"quiet_hours\":{\"from\":\"00:00\",\"until\":\"00:00\",\"time_zone\":\"Europe/Berlin\"}}";

    private final Orra orra = Orra.running();
    private final N8nAnswers n8n = new N8nAnswers(orra);
    private final Events events = new Events(orra);

    @BeforeEach
    @AfterEach
    void let_n8n_answer_as_it_should() {
        n8n.well();
    }

    @Test
    void a_channel_that_refuses_is_followed_by_the_next() {
        events.prefer(TELEGRAM_THEN_WHATSAPP);
        n8n.with("telegram", 400);
        String id = events.happen("filled");

        eventually().until(() -> "delivered".equals(events.state(id)));
        JsonObject entry = events.log("event_id=" + id).get(0);
        assertThat(entry.getString("channel")).isEqualTo("whatsapp");
        assertThat(entry.getJsonArray("attempts"))
                .extracting(attempt -> attempt.asJsonObject().getString("channel"))
                .containsExactly("telegram", "whatsapp");
        assertThat(events.told("telegram")).containsExactly(id);
        JsonObject told = events.calls("whatsapp").get(0);
        assertThat(told.getJsonObject("body").getString("destination")).isEqualTo("+911234567890");
        assertThat(told.getJsonObject("headers").getString("idempotency-key")).endsWith("-whatsapp");
    }

    @Test
    void who_set_nothing_is_told_as_the_tenant_says() {
        Answer set = events.tenant
                .api()
                .send("PUT", "/api/v1/account/notification-preferences/default", TELEGRAM_THEN_WHATSAPP);
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        String id = events.happen("filled");

        eventually().until(() -> events.told("telegram").contains(id));
        assertThat(events.log("event_id=" + id).get(0).getString("note")).isEqualTo("user_without_preferences");
    }

    @Test
    void quiet_hours_keep_back_what_is_not_urgent() {
        events.prefer(ALWAYS_QUIET);
        String quiet = events.happen("filled");
        String urgent = Events.id();
        orra.messages()
                .send(
                        "auth_errors",
                        null,
                        events.text(urgent, Json.createObjectBuilder().add("event_type", "auth_2fa_failed")));

        eventually().until(() -> events.told("urgent").contains(urgent));
        assertThat(events.state(quiet)).isEqualTo("held");
        assertThat(events.told("email")).isEmpty();
    }

    @Test
    void who_wants_no_urgent_ones_in_quiet_hours_gets_none() {
        events.prefer(ALWAYS_QUIET.replace("{\"channels\":[],", "{\"channels\":[],\"urgent_override\":false,"));
        String urgent = Events.id();
        orra.messages().send("auth_errors", null, events.text(urgent, Json.createObjectBuilder()));

        eventually().until(() -> "held".equals(events.state(urgent)));
        assertThat(events.told("urgent")).isEmpty();
    }

    @Test
    void fifty_rejected_orders_are_told_by_one_message_and_one_digest() {
        List<String> ids = java.util.stream.Stream.generate(() -> events.happen("rejected"))
                .limit(50)
                .toList();

        eventually().until(() -> events.told("email").size() == 2);
        during(Duration.ofSeconds(8))
                .untilAsserted(() -> assertThat(events.told("email")).hasSize(2));
        JsonObject digest = events.calls("email").get(1).getJsonObject("body");
        assertThat(digest.getString("event_type")).isEqualTo("notification_digest");
        assertThat(digest.getString("message")).startsWith("49 times more within a minute, the last: Trade execution");
        assertThat(digest.getJsonObject("meta").getInt("count")).isEqualTo(49);
        assertThat(digest.getJsonObject("meta").getJsonArray("event_ids")).hasSize(49);
        JsonObject folded = events.log("event_id=" + ids.get(49)).get(0);
        assertThat(folded.getString("state")).isEqualTo("folded");
        JsonObject teller = events.log("event_id=" + digest.getString("id")).get(0);
        assertThat(folded.getString("folded_into")).isEqualTo(teller.getString("id"));
    }

    @Test
    void good_news_beyond_a_tenants_budget_is_folded_too() {
        for (int i = 0; i < 45; i++) {
            events.happen("filled");
        }

        eventually()
                .until(() -> events.log("state=folded&limit=200").size()
                                + events.log("state=delivered&limit=200").size()
                        > 45);
        assertThat(events.told("email")).hasSizeLessThanOrEqualTo(32);
        assertThat(events.calls("email"))
                .extracting(call -> call.getJsonObject("body").getString("event_type"))
                .contains("notification_digest");
    }
}
