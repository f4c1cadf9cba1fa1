package io.orra.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.simulators.Caller;
import io.orra.simulators.Endpoint;
import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeTest {
    private static final String SECRET = "whsec_the_whole_string_is_the_key";
    private static Simulators simulators;
    private static Caller control;
    private static Endpoint endpoint;

    @BeforeAll
    static void start() throws IOException {
        simulators = Simulators.start(SimulatorPorts.ephemeral());
        control = new Caller(simulators.controlUri());
        endpoint = new Endpoint();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
        simulators.close();
    }

    @Test
    void theEventComesInStripesEnvelopeSignedWithTheWholeSecret() throws GeneralSecurityException {
        JsonObject answer =
                control.ok("POST", "/stripe/events", event().put("id", "evt_1").put("created", 1_700_000_000));
        assertThat(answer.getString("id")).isEqualTo("evt_1");
        assertThat(answer.getInteger("status")).isEqualTo(202);
        assertThat(signatures("v1=")).containsExactly(expected(SECRET));
        JsonObject body = new JsonObject(endpoint.body());
        assertThat(body.fieldNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "object",
                        "api_version",
                        "created",
                        "type",
                        "livemode",
                        "pending_webhooks",
                        "request",
                        "data");
        assertThat(body.getInteger("created")).isEqualTo(1_700_000_000);
        assertThat(body.getString("api_version")).isEqualTo("2026-07-29.dahlia");
        assertThat(body.getJsonObject("data").getJsonObject("object").getString("id"))
                .isEqualTo("in_1");
    }

    @Test
    void subscriptionsAreListedPageByPageForAKey() {
        Caller api = new Caller(simulators.stripeApiUri());
        for (String id : List.of("sub_1", "sub_2", "sub_3")) {
            control.ok("PUT", "/stripe/subscriptions/" + id);
        }
        control.ok("PUT", "/stripe/subscriptions/sub_3", new JsonObject().put("status", "canceled"));

        assertThat(api.get("/v1/subscriptions").statusCode()).isEqualTo(401);
        assertThat(listed(api, "/v1/subscriptions?status=all&limit=2")).containsExactly("sub_3", "sub_2");
        assertThat(listed(api, "/v1/subscriptions?status=all&limit=2&starting_after=sub_2"))
                .containsExactly("sub_1");
        assertThat(listed(api, "/v1/subscriptions")).containsExactly("sub_2", "sub_1");
        control.ok("DELETE", "/stripe/subscriptions/sub_2");
        assertThat(listed(api, "/v1/subscriptions")).containsExactly("sub_1");
        control.ok(
                "PUT",
                "/stripe/faults",
                new JsonObject()
                        .put(
                                "http",
                                JsonArray.of(new JsonObject().put("status", 503).put("times", 1))));
        assertThat(api.get("/v1/subscriptions", "Authorization", "Bearer sk_x").statusCode())
                .isEqualTo(503);
        control.ok("DELETE", "/stripe/faults");
        assertThat(listed(api, "/v1/subscriptions")).containsExactly("sub_1");
    }

    private static List<String> listed(Caller api, String path) {
        return Caller.json(api.get(path, "Authorization", "Bearer sk_x")).getJsonArray("data").stream()
                .map(one -> ((JsonObject) one).getString("id"))
                .toList();
    }

    @Test
    void twoSecretsMakeTwoSignatures() throws GeneralSecurityException {
        JsonObject event = event();
        event.remove("secret");
        control.ok("POST", "/stripe/events", event.put("secrets", JsonArray.of("whsec_old", SECRET)));
        assertThat(signatures("v1=")).containsExactly(expected("whsec_old"), expected(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"signature", "body", "wrong_secret"})
    void damageBreaksTheSignature(String damage) throws GeneralSecurityException {
        control.ok("POST", "/stripe/events", event().put("damage", damage));
        assertThat(signatures("v1=")).hasSize(1).doesNotContain(expected(SECRET));
    }

    @Test
    void partsOfTheHeaderCanBeMissing() throws GeneralSecurityException {
        control.ok("POST", "/stripe/events", event().put("damage", "missing_signature"));
        assertThat(endpoint.header("Stripe-Signature")).isNull();
        control.ok("POST", "/stripe/events", event().put("damage", "missing_timestamp"));
        assertThat(signatures("t=")).isEmpty();
        control.ok("POST", "/stripe/events", event().put("damage", "other_version"));
        assertThat(signatures("v1=")).isEmpty();
        assertThat(signatures("v0=")).containsExactly(expected(SECRET));
    }

    @Test
    void theTimestampCanLieAway() throws GeneralSecurityException {
        control.ok("POST", "/stripe/events", event().put("timestamp_offset_seconds", -301));
        long age = System.currentTimeMillis() / 1000
                - Long.parseLong(signatures("t=").get(0));
        assertThat(age).isBetween(300L, 360L);
        assertThat(signatures("v1=")).containsExactly(expected(SECRET));
    }

    @Test
    void anEndpointThatIsNotThereIsABadGateway() {
        JsonObject event = event().put("url", "http://127.0.0.1:1/");
        assertThat(control.text("POST", "/stripe/events", event.encode()).statusCode())
                .isEqualTo(502);
    }

    private static JsonObject event() {
        return new JsonObject()
                .put("url", endpoint.url())
                .put("secret", SECRET)
                .put("type", "invoice.paid")
                .put("object", new JsonObject().put("id", "in_1").put("object", "invoice"));
    }

    private static List<String> signatures(String scheme) {
        return Arrays.stream(endpoint.header("Stripe-Signature").split(","))
                .filter(part -> part.startsWith(scheme))
                .map(part -> part.substring(scheme.length()))
                .toList();
    }

    private static String expected(String secret) throws GeneralSecurityException {
        List<String> times = signatures("t=");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] hash = mac.doFinal((times.get(0) + "." + endpoint.body()).getBytes(StandardCharsets.UTF_8));
        return String.format("%064x", new BigInteger(1, hash));
    }
}
