package io.orra.it.tickeragent;

import static io.orra.it.frame.Eventually.during;
import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ticker agent in the deployed application: what one tenant chooses, and what becomes of it on Redis and the queues. */
class TickerAgentIT {
    /** Instruments of the simulated exchange's basic list. */
    private static final List<Long> LISTED = List.of(256265L, 260105L, 738561L, 408065L);

    private final Orra orra = Orra.running();

    @Test
    void a_tenant_is_streamed_what_it_chose_and_nothing_more_once_redis_says_that_it_is_off() {
        TestTenant tenant = connected();
        String last = "ticker:last:" + tenant.id();
        eventually().until(() -> tenant.brokerSockets().size() == 1);

        choose(tenant, LISTED);
        eventually().until(() -> subscribed(tenant) == LISTED.size());
        int socket = tenant.brokerSockets().get(0).getInt("id");
        orra.redis().listen("ticker:" + tenant.id() + ":*", 8, Duration.ofSeconds(60));
        eventually().until(() -> orra.redis().type(last).equals("hash"));

        choose(tenant, LISTED.subList(0, 1));
        eventually().until(() -> subscribed(tenant) == 1);
        assertThat(tenant.brokerSockets().get(0).getInt("id")).isEqualTo(socket);

        orra.redis().set("tenant:active:" + tenant.id(), "0");
        eventually().until(() -> tenant.brokerSockets().isEmpty());
        eventually().until(() -> orra.redis().type(last).equals("none"));
    }

    @Test
    void an_order_update_makes_one_message_however_often_it_is_told() throws JMSException {
        TestTenant tenant = connected();
        choose(tenant, LISTED);
        eventually().until(() -> tenant.brokerSockets().size() == 1);

        for (String status : List.of("OPEN", "COMPLETE", "COMPLETE")) {
            orra.simulated()
                    .post(
                            "/kite/ticker/order-updates",
                            Json.createObjectBuilder()
                                    .add("user_id", tenant.brokerUser)
                                    .add(
                                            "data",
                                            Json.createObjectBuilder()
                                                    .add("order_id", "220303000308932")
                                                    .add("status", status))
                                    .build());
        }
        eventually().until(() -> updatesOf(tenant).size() == 2);
        during(Duration.ofSeconds(3)).until(() -> updatesOf(tenant).size() == 2);
        List<JsonObject> updates = updatesOf(tenant);
        assertThat(updates)
                .extracting(update -> update.getJsonObject("order").getString("status"))
                .containsExactly("OPEN", "COMPLETE");
        assertThat(updates.get(0).getString("event_type")).isEqualTo("order_update");
        assertThat(updates.get(0).getString("kite_user_id")).isEqualTo(tenant.brokerUser);
    }

    private TestTenant connected() {
        TestTenant tenant = TestTenant.provisioned(orra);
        tenant.openBrokerAccount();
        assertThat(tenant.link(tenant.totpSeed, false).status()).isEqualTo(200);
        JsonObject request = Json.createObjectBuilder()
                .add("request_token", tenant.requestToken())
                .build();
        assertThat(tenant.api()
                        .post("/api/v1/account/kite/check-connection", request)
                        .json()
                        .getBoolean("success"))
                .isTrue();
        return tenant;
    }

    private static void choose(TestTenant tenant, List<Long> tokens) {
        JsonArrayBuilder choices = Json.createArrayBuilder();
        tokens.forEach(token -> choices.add(Json.createObjectBuilder()
                .add("instrument", Long.toString(token))
                .add("mode", "full")));
        JsonObject list = Json.createObjectBuilder().add("instruments", choices).build();
        assertThat(tenant.api().put("/api/v1/account/instruments", list).status())
                .isEqualTo(200);
    }

    private int subscribed(TestTenant tenant) {
        return tenant.brokerSockets().stream()
                .mapToInt(socket -> socket.getJsonObject("modes").getInt("full"))
                .sum();
    }

    private List<JsonObject> updatesOf(TestTenant tenant) throws JMSException {
        List<TextMessage> standing = orra.messages().standingIn("order_updates");
        List<JsonObject> updates = new ArrayList<>();
        for (TextMessage message : standing) {
            try (var reader = Json.createReader(new StringReader(message.getText()))) {
                JsonObject body = reader.readObject();
                if (body.getString("tenant_id").equals(tenant.id())) {
                    updates.add(body);
                }
            }
        }
        return updates;
    }
}
