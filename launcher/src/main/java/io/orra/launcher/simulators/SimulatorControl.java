package io.orra.launcher.simulators;

import io.orra.launcher.StackFailure;
import io.orra.launcher.process.Http;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;

/**
 * The simulators' control endpoint.
 *
 * @param url its address
 */
public record SimulatorControl(String url) {
    /**
     * A session token as Clerk issues it.
     *
     * @param role {@code admin} or {@code member}
     * @param ttlSeconds how long it is valid
     */
    public String token(String organisation, String subject, String role, long ttlSeconds) {
        JsonObject request = Json.createObjectBuilder()
                .add("org_id", organisation)
                .add("sub", subject)
                .add("role", role)
                .add("version", "2")
                .add("ttl_seconds", ttlSeconds)
                .build();
        return token(request);
    }

    /**
     * A session token, good or forged.
     *
     * @param request org_id, sub, role, and what the simulators' documentation names beside them
     */
    public String token(JsonObject request) {
        return call("POST", "/clerk/tokens", request).getString("token");
    }

    /**
     * @throws StackFailure when it is away or refuses; what was sent is not repeated, it may hold a secret
     */
    public JsonObject call(String method, String path, JsonObject body) {
        return exchange(method, path, body.toString());
    }

    public JsonObject look(String path) {
        return exchange("GET", path, null);
    }

    /** Takes something away; what is not there is fine. */
    public void remove(String path) {
        try {
            Http.send("DELETE", url + path, Map.of(), null);
        } catch (IOException away) {
            throw new StackFailure("the simulators do not answer on " + url, "Start them: ./orra up --simulators");
        }
    }

    private JsonObject exchange(String method, String path, String body) {
        try {
            Http.Answer answer = Http.send(method, url + path, Map.of(), body);
            if (!answer.ok()) {
                throw new StackFailure(
                        "the simulators refuse " + method + " " + path + " with " + answer.status(),
                        "./orra logs simulators may say why.");
            }
            return parsed(answer.body());
        } catch (IOException away) {
            throw new StackFailure("the simulators do not answer on " + url, "Start them: ./orra up --simulators");
        }
    }

    /** The object in a body; an empty one when the body is something else. */
    public static JsonObject parsed(String body) {
        if (body.isBlank()) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException notAnObject) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
    }
}
