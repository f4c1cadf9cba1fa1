package io.orra.it.notification;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Orra;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can't be delivered stands where an operator sees it, and goes on or away when the operator says so. */
class DeadLetterIT {

    private static final String DEAD = "/api/v1/admin/notifications/dead";

    private final Orra orra = Orra.running();
    private final N8nAnswers n8n = new N8nAnswers(orra);
    private final Events events = new Events(orra);
    private final Api operator = orra.api()
            .as(orra.simulated()
                    .token(
                            events.tenant.organisation,
                            "user_operator",
                            "member",
                            Json.createObjectBuilder()
                                    .add("claims", Json.createObjectBuilder().add("role", "super_admin"))));

    @BeforeEach
    void let_n8n_answer_as_it_should() {
        n8n.well();
    }

    /** The agent is healthy again for whoever looks next. */
    @AfterEach
    void end_with_a_success() {
        n8n.well();
        String last = events.happen("filled");
        eventually().until(() -> "delivered".equals(events.state(last)));
    }

    @Test
    void a_dead_one_is_listed_replayed_and_delivered() {
        String id = killedBy(403);
        JsonObject letter = letter(id, "http_403");
        assertThat(letter.getString("kind")).isEqualTo("email");
        assertThat(letter.getString("queue")).isEqualTo(Events.QUEUE);
        assertThat(letter.getString("notification_id"))
                .isEqualTo(events.log("event_id=" + id).get(0).getString("id"));
        assertThat(events.log("event_id=" + id).get(0).getString("reason")).isEqualTo("http_403");

        n8n.well();
        Answer replayed = operator.send("POST", DEAD + "/" + letter.getString("id") + "/replay", null);

        assertThat(replayed.status()).as(replayed.body()).isEqualTo(200);
        eventually().until(() -> "delivered".equals(events.state(id)));
        assertThat(letter(id, "http_403")).isNull();
        assertThat(operator.send("POST", DEAD + "/" + letter.getString("id") + "/replay", null)
                        .status())
                .isEqualTo(404);
        assertThat(audited("dead-letter.replay", letter.getString("id"))).isEqualTo(1);
    }

    @Test
    void all_of_one_reason_are_replayed_and_no_others() {
        String gone = killedBy(410);
        String first = killedBy(415);
        String second = killedBy(415);
        n8n.well();

        Answer replayed = operator.send("POST", DEAD + "/replay?reason=http_415", null);

        assertThat(replayed.json().getInt("replayed")).isEqualTo(2);
        eventually().until(() -> "delivered".equals(events.state(first)) && "delivered".equals(events.state(second)));
        assertThat(events.state(gone)).isEqualTo("dead");
        assertThat(operator.send("POST", DEAD + "/replay?reason=", null).status())
                .isEqualTo(422);
        assertThat(operator.send("POST", DEAD + "/replay", null).status()).isEqualTo(422);
        assertThat(audited("dead-letter.replay-all", "http_415")).isEqualTo(1);
    }

    @Test
    void a_deleted_one_is_gone_and_the_log_keeps_that_it_was() {
        String id = killedBy(413);
        JsonObject letter = letter(id, "http_413");

        assertThat(operator.send("DELETE", DEAD + "/" + letter.getString("id"), null)
                        .status())
                .isEqualTo(204);

        assertThat(letter(id, "http_413")).isNull();
        assertThat(events.state(id)).isEqualTo("discarded");
        assertThat(operator.send("DELETE", DEAD + "/" + letter.getString("id"), null)
                        .status())
                .isEqualTo(404);
        assertThat(orra.database()
                        .rows("select body, destination from notifications where event_id = ?", id)
                        .get(0))
                .containsEntry("body", null)
                .containsEntry("destination", null);
        assertThat(audited("dead-letter.delete", letter.getString("id"))).isEqualTo(1);
    }

    @Test
    void what_never_became_a_notification_is_replayed_too() {
        String id = Events.id();
        String broken = "{\"id\":\"" + id + "\",\"tenant_id\":\"" + UUID.randomUUID() + "\",\"user_id\":\""
                + events.user + "\",\"error\":\"planted-secret-text\"}";
        String messageId = "m-" + id;
        orra.messages().send(Events.QUEUE, messageId, broken);
        eventually().until(() -> letter(messageId, "unknown_tenant") != null);
        JsonObject letter = letter(messageId, "unknown_tenant");
        assertThat(letter.isNull("notification_id")).isTrue();
        assertThat(operator.get(DEAD + "?reason=unknown_tenant&limit=200").body())
                .doesNotContain("planted-secret-text");

        operator.send("POST", DEAD + "/" + letter.getString("id") + "/replay", null);

        eventually().until(() -> {
            JsonObject again = letter(messageId, "unknown_tenant");
            return again != null && !again.getString("id").equals(letter.getString("id"));
        });
    }

    /** The broker sends a megabyte ahead and waits then: that is not the end. */
    @Test
    void more_than_the_broker_sends_ahead_is_listed_whole() {
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            String messageId = Events.id();
            orra.messages().send(Events.QUEUE, messageId, "x".repeat(40_000));
            sent.add(messageId);
        }
        eventually().until(() -> letters("not_json", sent).size() == sent.size());
        for (int i = 0; i < 20; i++) {
            assertThat(letters("not_json", sent)).hasSameSizeAs(sent);
        }

        letters("not_json", sent).forEach(letter -> operator.send("DELETE", DEAD + "/" + letter.getString("id"), null));

        assertThat(letters("not_json", sent)).isEmpty();
    }

    @Test
    void the_operator_is_told_of_the_first_of_a_kind_only() {
        killedBy(414);
        killedBy(414);

        eventually().until(() -> alerts("dead:email:http_414") == 1);
        killedBy(414);
        assertThat(alerts("dead:email:http_414")).isEqualTo(1);
    }

    @Test
    void what_fails_again_and_again_is_given_up_after_its_last_attempt() {
        n8n.with("email", 422);
        String refused = events.happen("filled");
        eventually().until(() -> "dead".equals(events.state(refused)));
        assertThat(events.told("email")).as("a refusal is not repeated").containsOnlyOnce(refused);
    }

    private String killedBy(int status) {
        n8n.with("email", status);
        String id = events.happen("filled");
        eventually().until(() -> "dead".equals(events.state(id)));
        return id;
    }

    private JsonObject letter(String eventId, String reason) {
        return letters(reason, Set.of(eventId)).stream().findFirst().orElse(null);
    }

    private List<JsonObject> letters(String reason, Set<String> eventIds) {
        return operator
                .get(DEAD + "?limit=200&reason=" + reason)
                .json()
                .getJsonArray("dead_letters")
                .getValuesAs(JsonValue::asJsonObject)
                .stream()
                .filter(letter -> !letter.isNull("event_id") && eventIds.contains(letter.getString("event_id")))
                .toList();
    }

    private int audited(String action, String target) {
        return orra.database()
                .rows("select 1 from audit_entries where action = ? and target = ?", action, target)
                .size();
    }

    private long alerts(String kind) {
        List<JsonObject> told = orra.simulated().received("urgent");
        return told.stream()
                .filter(body -> "operator_alert".equals(body.getString("event_type", "")))
                .filter(body -> kind.equals(body.getJsonObject("meta").getString("kind")))
                .count();
    }
}
