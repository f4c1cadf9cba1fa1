package io.orra.it.notification;

import static io.orra.it.frame.Eventually.during;
import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.resps.StreamEntry;

/** Strategy workers write to Redis streams, as they did for the original; others may use AMQP or STOMP. */
class OtherDoorsIT {

    private static final String STREAM = "execution_results";
    private static final String GROUP = "notifications";
    private static final String FAILURES = "notification_failures";

    private final Orra orra = Orra.running();
    private final Events events = new Events(orra);

    @BeforeEach
    void let_n8n_answer_as_it_should() {
        new N8nAnswers(orra).well();
    }

    @Test
    void entries_are_told_once_in_their_order_and_acknowledged() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(STREAM + ":" + orra.redis().append(STREAM, fields(Map.of("status", "completed"))));
        }

        eventually().untilAsserted(() -> assertThat(events.told("email")).isEqualTo(ids));
        eventually().until(() -> orra.redis().unacknowledged(STREAM, GROUP) == 0);
        assertThat(events.calls("email").get(0).getJsonObject("body").getString("message"))
                .isEqualTo("Trade executed successfully");
    }

    @Test
    void an_event_that_comes_by_both_doors_is_told_once() {
        String id = Events.id();
        events.happen(id, "filled");
        orra.redis().append(STREAM, fields(Map.of("status", "filled", "id", id)));
        events.happen(id, "filled");

        eventually().until(() -> !events.told("email").isEmpty());
        during(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(events.told("email")).containsExactly(id));
    }

    @Test
    void what_a_dead_consumer_left_is_taken_over() {
        String id = orra.redis().abandon(STREAM, GROUP, "worker-that-died", fields(Map.of("status", "success")));

        eventually().until(() -> events.told("email").contains(STREAM + ":" + id));
        eventually().until(() -> orra.redis().unacknowledged(STREAM, GROUP) == 0);
    }

    @Test
    void an_entry_that_can_not_be_used_stands_among_the_failures_with_the_originals_fields() {
        String id = orra.redis().append(STREAM, Map.of("tenant_id", "nobody", "status", "filled"));

        eventually().until(() -> failure(id).isPresent());
        Map<String, String> failure = failure(id).orElseThrow().getFields();
        assertThat(failure)
                .containsOnlyKeys("source_stream", "message_id", "error", "payload", "failed_at")
                .containsEntry("source_stream", STREAM)
                .containsEntry("error", "missing_tenant");
        assertThat(failure.get("payload")).contains("\"tenant_id\":\"nobody\"");
        eventually().until(() -> orra.redis().unacknowledged(STREAM, GROUP) == 0);
    }

    @Test
    void what_is_done_leaves_the_stream_after_a_while() {
        String done = orra.redis().append(STREAM, fields(Map.of("status", "filled")));
        eventually().until(() -> events.told("email").contains(STREAM + ":" + done));

        eventually()
                .until(() -> orra.redis().entries(STREAM).stream()
                        .noneMatch(entry -> done.equals(entry.getID().toString())));
    }

    @Test
    void login_failures_have_a_stream_of_their_own() {
        String id = orra.redis()
                .append("auth_errors", fields(Map.of("event_type", "auth_2fa_failed", "severity", "urgent")));

        eventually().until(() -> events.told("urgent").contains("auth_errors:" + id));
    }

    @Test
    void a_producer_without_java_may_use_stomp() {
        String id = Events.id();
        String text = events.text(id, Events.status("filled"));
        StompProducer producer = new StompProducer(orra);
        producer.send(Events.QUEUE, events.tenant.id(), id, text);
        producer.send(Events.QUEUE, events.tenant.id(), id, text);

        eventually().until(() -> events.told("email").contains(id));
        during(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(events.told("email")).containsExactly(id));
    }

    @Test
    void a_producer_may_use_amqp() {
        String id = Events.id();
        String text = events.text(id, Events.status("filled"));
        new AmqpProducer(orra).send(Events.QUEUE, events.tenant.id(), id, text, text.getBytes(StandardCharsets.UTF_8));

        eventually().until(() -> events.told("email").contains(id));
        during(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(events.told("email")).containsExactly(id));
    }

    private Map<String, String> fields(Map<String, String> more) {
        Map<String, String> fields = new java.util.HashMap<>(more);
        fields.put("tenant_id", events.tenant.id());
        fields.put("user_id", events.user);
        return fields;
    }

    private Optional<StreamEntry> failure(String id) {
        return orra.redis().entries(FAILURES).stream()
                .filter(entry -> id.equals(entry.getFields().get("message_id")))
                .findFirst();
    }
}
