package io.orra.simulators.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.simulators.Caller;
import io.orra.simulators.SimulatorPorts;
import io.orra.simulators.Simulators;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class N8nTest {
    private static Simulators simulators;
    private static Caller control;
    private static Caller n8n;

    @BeforeAll
    static void start() {
        simulators = Simulators.start(SimulatorPorts.ephemeral());
        control = new Caller(simulators.controlUri());
        n8n = new Caller(simulators.n8nUri());
    }

    @AfterAll
    static void stop() {
        simulators.close();
    }

    @BeforeEach
    void reset() {
        control.ok("DELETE", "/n8n/webhooks/orra/email");
        control.ok("DELETE", "/n8n/received");
    }

    @Test
    void aCallStartsTheWorkflowAndIsKept() {
        HttpResponse<String> response = call("{\"channel\":\"email\"}", "X-Trace", "t1");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"message\":\"Workflow was started\"}");
        n8n.text("POST", "/webhook/other", "plain words");
        JsonObject one = received("?path=orra/email").getJsonObject(0);
        assertThat(one.getString("path")).isEqualTo("orra/email");
        assertThat(one.getString("time")).startsWith("20");
        assertThat(one.getJsonObject("headers").getString("x-trace")).isEqualTo("t1");
        assertThat(one.getJsonObject("body")).isEqualTo(new JsonObject().put("channel", "email"));
        assertThat(received("").getJsonObject(1).getString("body")).isEqualTo("plain words");
        control.ok("DELETE", "/n8n/received?path=orra/email");
        assertThat(received("")).hasSize(1);
    }

    @Test
    void aFaultOfOneTenantIsNobodyElsesAndNotUsedUpByThem() {
        settings(new JsonObject().put("status", 500).put("times", 1).put("tenant_id", "t1"));
        for (String others : List.of("{\"tenant_id\":\"t2\"}", "{\"tenant_id\":7}", "{}", "[]", "no json")) {
            assertThat(call(others).statusCode()).as(others).isEqualTo(200);
        }
        assertThat(call("{\"tenant_id\":\"t1\"}").statusCode()).isEqualTo(500);
        assertThat(call("{\"tenant_id\":\"t1\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyIsToldOnceHoweverOftenItIsCalled() {
        settings(new JsonObject().put("status", 500).put("times", 1));
        assertThat(call("{}", "Idempotency-Key", "once").statusCode()).isEqualTo(500);
        for (int i = 0; i < 3; i++) {
            assertThat(call("{}", "Idempotency-Key", "once").statusCode()).isEqualTo(200);
        }
        assertThat(call("{}", "Idempotency-Key", "another").statusCode()).isEqualTo(200);
        assertThat(control.ok("GET", "/n8n/deliveries?path=orra/email"))
                .isEqualTo(new JsonObject()
                        .put("calls", 5)
                        .put("told", 2)
                        .put("repeated", 2)
                        .put("under_way", 0)
                        .put("none", 1));
    }

    @Test
    void aKeyWhoseWorkflowIsNotOverIsRefused() {
        settings(new JsonObject().put("delay_ms", 60_000).put("respond_mode", "responseNode"));
        CompletableFuture.runAsync(() -> call("{}", "Idempotency-Key", "long"));
        while (received("?path=orra/email").isEmpty()) {
            Thread.onSpinWait();
        }
        settings(new JsonObject().put("respond_mode", "responseNode"));
        assertThat(call("{}", "Idempotency-Key", "long").statusCode()).isEqualTo(409);
        assertThat(received("?path=orra/email").getJsonObject(1).getString("effect"))
                .isEqualTo("under_way");
    }

    @Test
    void headerAuthenticationIsCheckedInN8nsWords() {
        settings(new JsonObject().put("auth_header", "X-Orra-Key").put("auth_value", "s3cret"));
        for (HttpResponse<String> refused : List.of(call("{}"), call("{}", "X-Orra-Key", "wrong"))) {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).isEqualTo("Authorization data is wrong!");
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("text/plain");
            assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"Webhook\"");
        }
        assertThat(call("{}", "X-Orra-Key", "s3cret").statusCode()).isEqualTo(200);
        assertThat(received("").getJsonObject(0).getInteger("status")).isEqualTo(403);
    }

    @Test
    void anInactiveWorkflowIsNotRegistered() {
        settings(new JsonObject().put("registered", false));
        HttpResponse<String> response = call("{}");
        assertThat(response.statusCode()).isEqualTo(404);
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getInteger("code")).isEqualTo(404);
        assertThat(body.getString("message")).isEqualTo("The requested webhook \"POST orra/email\" is not registered.");
        assertThat(body.getString("hint"))
                .startsWith("The workflow must be active for a production URL to run successfully.");
    }

    @Test
    void anotherMethodIsNotRegistered() {
        HttpResponse<String> response = n8n.get("/webhook/orra/email");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .contains("This webhook is not registered for GET requests. Did you mean to make a POST request?");
    }

    @Test
    void theRespondModesDiffer() {
        settings(new JsonObject().put("respond_mode", "responseNode"));
        JsonObject body = new JsonObject(call("{}").body());
        assertThat(body.getBoolean("ok")).isTrue();
        assertThat(body.getString("id")).isNotEmpty();
        settings(new JsonObject().put("respond_mode", "responseNode").put("workflow_error", true));
        assertThat(call("{}").statusCode()).isEqualTo(500);
        assertThat(call("{}").body()).isEqualTo("{\"message\":\"Error in workflow\"}");
        settings(new JsonObject().put("respond_mode", "onReceived").put("workflow_error", true));
        assertThat(call("{}").statusCode()).isEqualTo(200);
        settings(new JsonObject().put("respond_mode", "lastNode"));
        assertThat(call("{\"a\":1}").body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void aStatusOnDemandEndsAfterSoManyCalls() {
        settings(new JsonObject().put("status", 500).put("times", 2));
        assertThat(call("{}").body()).isEqualTo("{\"message\":\"Error in workflow\"}");
        assertThat(call("{}").statusCode()).isEqualTo(500);
        assertThat(call("{}").statusCode()).isEqualTo(200);
        settings(new JsonObject().put("status", 429));
        assertThat(new JsonObject(call("{}").body()).getInteger("code")).isEqualTo(429);
    }

    @Test
    void aSlowWorkflowHoldsItsCallerOnly() {
        settings(new JsonObject().put("delay_ms", 600_000));
        CompletableFuture<HttpResponse<String>> slow = n8n.later("/webhook/orra/email");
        assertThat(n8n.text("POST", "/webhook/fast", "{}").statusCode()).isEqualTo(200);
        assertThat(slow).isNotDone();
        slow.cancel(true);
    }

    @Test
    void onlyTheNewestTenThousandAreKept() {
        N8n sink = new N8n(null, null);
        for (int i = 0; i <= N8n.MOST; i++) {
            sink.record(
                    new Received(java.time.Instant.EPOCH, "POST", "p" + i, new JsonObject(), null, 200, Effect.TOLD));
        }
        assertThat(sink.received(null)).hasSize(10_000);
        assertThat(sink.received("p0")).isEmpty();
        assertThat(sink.received("p10000")).hasSize(1);
    }

    private static HttpResponse<String> call(String body, String... headers) {
        return n8n.text("POST", "/webhook/orra/email", body, headers);
    }

    private static void settings(JsonObject settings) {
        control.ok("PUT", "/n8n/webhooks/orra/email", settings);
    }

    private static JsonArray received(String query) {
        return control.ok("GET", "/n8n/received" + query).getJsonArray("received");
    }
}
