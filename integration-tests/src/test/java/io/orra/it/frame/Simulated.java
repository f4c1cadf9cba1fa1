package io.orra.it.frame;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.util.List;

/** The outside parties, told what to do and asked what they saw. */
public final class Simulated {

    private final String control;

    Simulated(String control) {
        this.control = control;
    }

    public JsonObject put(String path, JsonObject body) {
        return call("PUT", path, body);
    }

    public JsonObject post(String path, JsonObject body) {
        return call("POST", path, body);
    }

    public JsonObject get(String path) {
        return call("GET", path, null);
    }

    /** Open sockets at the broker's ticker. */
    public List<JsonObject> sockets() {
        return get("/kite/ticker/connections").getJsonArray("connections").getValuesAs(JsonObject.class);
    }

    public void delete(String path) {
        call("DELETE", path, null);
    }

    /** A session token as Clerk issues it, with changes. */
    public String token(String organisation, String subject, String role, JsonObjectBuilder changes) {
        JsonObjectBuilder request = Json.createObjectBuilder()
                .add("org_id", organisation)
                .add("sub", subject)
                .add("role", role)
                .add("version", "2")
                .add("ttl_seconds", 3600);
        request.addAll(changes);
        return post("/clerk/tokens", request.build()).getString("token");
    }

    public String token(String organisation, String subject, String role) {
        return token(organisation, subject, role, Json.createObjectBuilder());
    }

    /** What n8n received on a webhook so far: the bodies, oldest first. */
    public List<JsonObject> received(String webhook) {
        JsonArray received = get("/n8n/received?path=" + webhook).getJsonArray("received");
        return received.getValuesAs(JsonValue::asJsonObject).stream()
                .map(call -> call.getJsonObject("body"))
                .toList();
    }

    /** What n8n received for one tenant. */
    public List<JsonObject> received(String webhook, String tenantId) {
        return received(webhook).stream()
                .filter(body -> tenantId.equals(body.getString("tenant_id", "")))
                .toList();
    }

    /** What n8n answered to the calls for one tenant, oldest first. */
    public List<Integer> answers(String webhook, String tenantId) {
        JsonArray received = get("/n8n/received?path=" + webhook).getJsonArray("received");
        return received.getValuesAs(JsonValue::asJsonObject).stream()
                .filter(call -> tenantId.equals(call.getJsonObject("body").getString("tenant_id", "")))
                .map(call -> call.getInt("status"))
                .toList();
    }

    private JsonObject call(String method, String path, JsonObject body) {
        HttpRequest.Builder request = Http.to(control + path)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        Answer answer = Http.send(request);
        if (answer.status() / 100 != 2) {
            throw new AssertionError(
                    method + " " + path + " of the simulators: " + answer.status() + " " + answer.body());
        }
        return answer.body().isBlank() ? JsonValue.EMPTY_JSON_OBJECT : answer.json();
    }
}
