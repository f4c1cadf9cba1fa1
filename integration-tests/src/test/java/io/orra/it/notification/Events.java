package io.orra.it.notification;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;

/** A tenant with one user, to whom things happen; what n8n and the delivery log know of them. */
final class Events {

    static final String QUEUE = "execution_results";

    final TestTenant tenant;
    final String user;
    private final Orra orra;

    Events(Orra orra) {
        this.orra = orra;
        tenant = TestTenant.provisioned(orra);
        user = tenant.api().get("/api/v1/account").json().getString("user_id");
    }

    static String id() {
        return "it-" + UUID.randomUUID();
    }

    static JsonObjectBuilder status(String status) {
        return Json.createObjectBuilder().add("status", status);
    }

    /** Onto the queue of execution results. */
    void happen(String id, String status) {
        orra.messages().send(QUEUE, null, tenant.id(), text(id, status(status)));
    }

    String happen(String status) {
        String id = id();
        happen(id, status);
        return id;
    }

    String text(String id, JsonObjectBuilder fields) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("tenant_id", tenant.id())
                .add("user_id", user)
                .addAll(fields)
                .build()
                .toString();
    }

    void prefer(String preferences) {
        Answer answer = tenant.api().send("PUT", "/api/v1/account/notification-preferences", preferences);
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    /** Calls of a webhook for this tenant, with headers, body and status, oldest first. */
    List<JsonObject> calls(String webhook) {
        return orra
                .simulated()
                .get("/n8n/received?path=" + webhook)
                .getJsonArray("received")
                .getValuesAs(JsonValue::asJsonObject)
                .stream()
                .filter(call -> call.get("body") instanceof JsonObject body
                        && tenant.id().equals(body.getString("tenant_id", "")))
                .toList();
    }

    /** The ids of what a webhook was told for this tenant, oldest first. */
    List<String> told(String webhook) {
        return calls(webhook).stream()
                .map(call -> call.getJsonObject("body").getString("id"))
                .toList();
    }

    /** The delivery log as the tenant reads it, newest first. */
    List<JsonObject> log(String query) {
        return tenant.api()
                .get("/api/v1/account/notifications?" + query)
                .json()
                .getJsonArray("notifications")
                .getValuesAs(JsonValue::asJsonObject);
    }

    String state(String id) {
        List<JsonObject> found = log("event_id=" + id);
        return found.isEmpty() ? "none" : found.get(0).getString("state");
    }
}
