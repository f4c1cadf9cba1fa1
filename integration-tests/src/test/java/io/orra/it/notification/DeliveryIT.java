package io.orra.it.notification;

import static io.orra.it.frame.Eventually.during;
import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Once, in order, without holding others up, and proven to come from Orra. */
class DeliveryIT {

    private final Orra orra = Orra.running();
    private final N8nAnswers n8n = new N8nAnswers(orra);
    private final Events one = new Events(orra);
    private final Events other = new Events(orra);

    @BeforeEach
    @AfterEach
    void let_n8n_answer_as_it_should() {
        n8n.well();
    }

    @Test
    void each_tenant_is_told_in_the_order_of_its_events() {
        List<String> ofOne = new ArrayList<>();
        List<String> ofOther = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ofOne.add(one.happen("filled"));
            ofOther.add(other.happen("filled"));
        }

        eventually().untilAsserted(() -> {
            assertThat(one.told("email")).isEqualTo(ofOne);
            assertThat(other.told("email")).isEqualTo(ofOther);
        });
    }

    @Test
    void two_tenants_may_give_their_events_the_same_id() {
        String id = Events.id();
        one.happen(id, "filled");
        other.happen(id, "filled");
        one.happen(id, "filled");

        eventually()
                .until(() ->
                        !one.told("email").isEmpty() && !other.told("email").isEmpty());
        during(Duration.ofSeconds(2)).untilAsserted(() -> {
            assertThat(one.told("email")).containsExactly(id);
            assertThat(other.told("email")).containsExactly(id);
        });
    }

    @Test
    void a_slow_channel_and_a_slow_tenant_hold_nobody_up() {
        one.prefer("{\"channels\":[{\"channel\":\"telegram\",\"destination\":\"12345\"}]}");
        n8n.late("telegram", 4_000);
        one.happen("filled");
        String last = one.happen("filled");
        eventually().until(() -> one.told("telegram").size() == 1);

        String meanwhile = other.happen("filled");
        eventually().until(() -> "delivered".equals(other.state(meanwhile)));

        assertThat(one.state(last)).isEqualTo("waiting");
        n8n.well();
        eventually().until(() -> "delivered".equals(one.state(last)));
    }

    @Test
    void what_other_instances_call_counts_against_a_webhooks_rate() {
        String rate = "ratelimit:webhook:telegram";
        one.prefer("{\"channels\":[{\"channel\":\"telegram\",\"destination\":\"12345\"}]}");
        // All calls of the next hour were taken by another instance.
        orra.redis().set(rate, Long.toString((Instant.now().getEpochSecond() + 3_600) * 1_000_000));
        String id = one.happen("filled");
        String byEmail = other.happen("filled");
        eventually().until(() -> "delivered".equals(other.state(byEmail)));

        during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(one.state(id)).isIn("none", "waiting"));
        orra.redis().remove(rate);
        eventually().until(() -> "delivered".equals(one.state(id)));
    }

    @Test
    void each_call_is_signed_and_carries_one_key_for_all_its_attempts() throws Exception {
        n8n.with("email", Json.createObjectBuilder().add("status", 500).add("times", 1));
        one.happen("filled");
        eventually().until(() -> one.calls("email").size() == 2);

        List<JsonObject> calls = one.calls("email");
        String first = header(calls.get(0), "idempotency-key");
        String second = header(calls.get(1), "idempotency-key");
        assertThat(first).isEqualTo(second).endsWith("-email");
        for (JsonObject call : calls) {
            String proof = header(call, "x-orra-signature");
            String time = proof.substring(2, proof.indexOf(','));
            assertThat(Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), Instant.now()))
                    .isLessThan(Duration.ofMinutes(5));
            assertThat(proof).isEqualTo("t=" + time + ",v1=" + hmac(time + "." + call.getJsonObject("body")));
        }
    }

    @Test
    void the_log_is_read_page_by_page_by_its_tenant_and_by_nobody_else() {
        List<String> ids = Stream.generate(() -> one.happen("filled")).limit(5).toList();
        eventually().until(() -> one.log("state=delivered").size() == 5);

        List<String> read = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 4 && cursor != null; page++) {
            JsonObject answer = one.tenant
                    .api()
                    .get("/api/v1/account/notifications?limit=2" + cursor)
                    .json();
            answer.getJsonArray("notifications")
                    .forEach(entry -> read.add(0, entry.asJsonObject().getString("event_id")));
            cursor = answer.isNull("next_cursor") ? null : "&cursor=" + answer.getString("next_cursor");
        }
        assertThat(read).isEqualTo(ids);
        JsonObject entry = one.log("event_id=" + ids.get(0)).get(0);
        assertThat(entry.getString("destination")).isEqualTo("org***");
        assertThat(entry.getJsonArray("attempts"))
                .singleElement()
                .satisfies(attempt ->
                        assertThat(attempt.asJsonObject().getInt("status_code")).isEqualTo(200));
        assertThat(other.log("")).isEmpty();
        assertThat(one.log("channel=telegram")).isEmpty();
    }

    @Test
    void a_member_reads_what_was_for_them_and_a_wrong_query_is_named() {
        one.happen("filled");
        eventually().until(() -> one.log("").size() == 1);
        TestTenant tenant = one.tenant;
        String member = orra.simulated().token(tenant.organisation, "user_colleague", "member");

        assertThat(orra.api()
                        .as(member)
                        .get("/api/v1/account/notifications")
                        .json()
                        .getJsonArray("notifications"))
                .isEmpty();
        for (String query : List.of("limit=0", "limit=x", "cursor=x", "state=lost", "channel=pigeon")) {
            Answer refused = tenant.api().get("/api/v1/account/notifications?" + query);
            assertThat(refused.status()).as(query).isEqualTo(422);
        }
    }

    private static String header(JsonObject call, String name) {
        return call.getJsonObject("headers").getString(name);
    }

    /** The simulator keeps the body as JSON: the same text, since the order of fields is kept. */
    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("planted-signing-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
