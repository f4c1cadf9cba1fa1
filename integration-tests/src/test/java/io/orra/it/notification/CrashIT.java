package io.orra.it.notification;

import static io.orra.it.frame.Eventually.during;
import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.launcher.ServiceName;
import io.orra.launcher.settings.PortSetting;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Broker, database, server and n8n go away in the midst of it: nothing is lost, and nothing has a second effect. */
class CrashIT {

    private final Orra orra = Orra.running();
    private final N8nAnswers n8n = new N8nAnswers(orra);

    @BeforeEach
    @AfterEach
    void let_n8n_answer_as_it_should() {
        orra.part(ServiceName.POSTGRESQL).start();
        orra.part(ServiceName.ARTEMIS).start();
        orra.part(ServiceName.PAYARA).start();
        n8n.well();
    }

    @Test
    void a_dead_webhook_parks_what_is_for_it_and_burns_no_attempts() {
        List<Events> tenants = Stream.generate(() -> new Events(orra)).limit(8).toList();
        Events elsewhere = new Events(orra);
        elsewhere.prefer("{\"channels\":[{\"channel\":\"telegram\",\"destination\":\"12345\"}]}");
        n8n.with("email", 503);
        List<String> ids =
                tenants.stream().map(events -> events.happen("filled")).toList();

        eventually().until(() -> "open".equals(health().getString("breaker_email")));
        String told = elsewhere.happen("filled");
        eventually().until(() -> "delivered".equals(elsewhere.state(told)));
        assertThat(health().getString("breaker_telegram")).isEqualTo("closed");
        eventually().until(() -> health().getInt("backlog") >= 8);
        assertThat(health().keySet())
                .contains("oldest_waiting_seconds", "delivered", "failed", "dead_letters", "breaker_urgent");
        eventually().until(() -> alertsOf("webhook_down:email") > 0);

        n8n.well();
        for (int i = 0; i < ids.size(); i++) {
            Events events = tenants.get(i);
            String id = ids.get(i);
            eventually().until(() -> "delivered".equals(events.state(id)));
        }
        eventually().until(() -> "closed".equals(health().getString("breaker_email")));
        eventually().until(() -> alertsOf("webhook_down:email") == 0);
    }

    @Test
    void a_broker_that_is_killed_loses_nothing_and_what_is_sent_again_is_told_once() {
        Events events = new Events(orra);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sent.add(events.happen("filled"));
        }
        orra.part(ServiceName.ARTEMIS).kill();
        orra.part(ServiceName.ARTEMIS).start();
        // The producer can't know what the broker had taken.
        sent.forEach(id -> events.happen(id, "filled"));
        for (int i = 0; i < 10; i++) {
            sent.add(events.happen("filled"));
        }

        eventually().untilAsserted(() -> assertThat(events.told("email")).isEqualTo(sent));
        during(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(events.told("email")).hasSize(20));
    }

    @Test
    void while_the_database_is_away_events_wait_and_keep_their_order() {
        Events events = new Events(orra);
        orra.part(ServiceName.POSTGRESQL).kill();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sent.add(events.happen("filled"));
        }
        orra.part(ServiceName.POSTGRESQL).start();

        eventually().untilAsserted(() -> assertThat(events.told("email")).isEqualTo(sent));
    }

    @Test
    void a_server_that_is_killed_makes_the_calls_again_that_were_under_way_with_the_same_key() {
        List<Events> tenants = Stream.generate(() -> new Events(orra)).limit(5).toList();
        String old = longAgo(tenants.get(0));
        n8n.late("email", 2_000);
        tenants.forEach(events -> events.happen("filled"));
        eventually().until(() -> callsOf(tenants).size() == 6);
        orra.part(ServiceName.PAYARA).kill();
        orra.part(ServiceName.PAYARA).start();

        // What is older than the retention is forgotten soon after a start.
        eventually().until(() -> "none".equals(tenants.get(0).state(old)));
        eventually()
                .until(() -> tenants.stream()
                        .allMatch(events -> events.log("state=delivered").size() == 1));
        Map<String, Set<String>> keys = callsOf(tenants).stream()
                .collect(Collectors.groupingBy(
                        call -> call.getJsonObject("body").getString("id"),
                        Collectors.mapping(
                                call -> call.getJsonObject("headers").getString("idempotency-key"),
                                Collectors.toSet())));
        assertThat(keys).hasSize(6).allSatisfy((id, its) -> assertThat(its).hasSize(1));
        // n8n's workflow tells each key once, however often it is called.
        assertThat(callsOf(tenants).stream()
                        .filter(call -> "told".equals(call.getString("effect")))
                        .map(call -> call.getJsonObject("body").getString("id")))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    private String longAgo(Events events) {
        String id = events.happen("filled");
        eventually().until(() -> "delivered".equals(events.state(id)));
        orra.database()
                .asSuperuser()
                .rows(
                        "update notifications set created_at = created_at - interval '91 days' where event_id = ?"
                                + " returning id",
                        id);
        return id;
    }

    private static List<JsonObject> callsOf(List<Events> tenants) {
        return tenants.stream()
                .flatMap(events -> events.calls("email").stream())
                .toList();
    }

    private JsonObject health() {
        int port = orra.settled().port(PortSetting.NOTIFICATION_AGENT_PORT);
        JsonObject health = orra.api().getOnPort(port, "/health").json();
        return health.getJsonObject("metrics");
    }

    private int alertsOf(String kind) {
        return orra.database()
                .rows("select 1 from notification_alerts where kind = ?", kind)
                .size();
    }
}
