package io.orra.simulators.n8n;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** One request as it came, the status that it was answered with, and what it led to. */
record Received(Instant time, String method, String path, JsonObject headers, Object body, int status, Effect effect) {
    static Received of(Instant time, HttpServerRequest request, String path, Buffer body, int status, Effect effect) {
        JsonObject headers = new JsonObject();
        request.headers()
                .forEach(header -> headers.put(header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue()));
        return new Received(time, request.method().name(), path, headers, parsed(body), status, effect);
    }

    /** JSON as JSON, all else as text. */
    private static Object parsed(Buffer body) {
        if (body == null || body.length() == 0) {
            return null;
        }
        try {
            return Json.decodeValue(body);
        } catch (DecodeException e) {
            return body.toString();
        }
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("time", time.toString())
                .put("method", method)
                .put("path", path)
                .put("headers", headers)
                .put("body", body)
                .put("status", status)
                .put("effect", effect.word());
    }
}
