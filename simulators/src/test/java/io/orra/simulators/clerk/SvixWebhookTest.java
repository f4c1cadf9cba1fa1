package io.orra.simulators.clerk;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.simulators.Caller;
import io.orra.simulators.Endpoint;
import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvixWebhookTest {
    private static final byte[] KEY = "a key of twenty four byt".getBytes(StandardCharsets.US_ASCII);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
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
    void theEventIsSignedWithTheDecodedSecretOverIdTimeAndBody() throws GeneralSecurityException {
        JsonObject answer = control.ok("POST", "/clerk/webhooks", event().put("id", "msg_1"));
        assertThat(answer)
                .isEqualTo(
                        new JsonObject().put("id", "msg_1").put("status", 202).put("body", "thanks"));
        assertThat(endpoint.header("svix-id")).isEqualTo("msg_1");
        assertThat(endpoint.header("svix-signature")).isEqualTo(expected());
        JsonObject body = new JsonObject(endpoint.body());
        assertThat(body.fieldNames()).containsExactlyInAnyOrder("object", "type", "data", "timestamp", "instance_id");
        assertThat(body.getJsonObject("data").getString("id")).isEqualTo("org_1");
        assertThat(body.getLong("timestamp")).isGreaterThan(1_000_000_000_000L);
    }

    @Test
    void twoSecretsMakeTwoSignatures() throws GeneralSecurityException {
        JsonObject event = event();
        event.remove("secret");
        event.put("secrets", JsonArray.of("whsec_b3RoZXIga2V5", SECRET));
        control.ok("POST", "/clerk/webhooks", event);
        assertThat(endpoint.header("svix-signature").split(" ")).hasSize(2).contains(expected());
    }

    @Test
    void theTimestampCanLieAway() throws GeneralSecurityException {
        control.ok("POST", "/clerk/webhooks", event().put("timestamp_offset_seconds", -600));
        long age = System.currentTimeMillis() / 1000 - Long.parseLong(endpoint.header("svix-timestamp"));
        assertThat(age).isBetween(595L, 660L);
        assertThat(endpoint.header("svix-signature")).isEqualTo(expected());
    }

    @ParameterizedTest
    @ValueSource(strings = {"signature", "body", "wrong_secret", "other_version"})
    void damageBreaksTheSignature(String damage) throws GeneralSecurityException {
        control.ok("POST", "/clerk/webhooks", event().put("damage", damage));
        assertThat(endpoint.header("svix-signature")).isNotEqualTo(expected()).hasSameSizeAs(expected());
    }

    @Test
    void headersCanBeMissingAndTheBodyCutWhileRightlySigned() throws GeneralSecurityException {
        for (String header : List.of("signature", "id", "timestamp")) {
            control.ok("POST", "/clerk/webhooks", event().put("damage", "missing_" + header));
            assertThat(endpoint.header("svix-" + header)).isNull();
        }
        control.ok("POST", "/clerk/webhooks", event().put("damage", "not_json"));
        assertThat(endpoint.header("svix-signature")).isEqualTo(expected());
        Assertions.assertThatThrownBy(() -> new JsonObject(endpoint.body())).isInstanceOf(DecodeException.class);
    }

    private static JsonObject event() {
        return new JsonObject()
                .put("url", endpoint.url())
                .put("secret", SECRET)
                .put("type", "organization.created")
                .put("data", new JsonObject().put("id", "org_1"));
    }

    private static String expected() throws GeneralSecurityException {
        String content = endpoint.header("svix-id") + "." + endpoint.header("svix-timestamp") + "." + endpoint.body();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }
}
