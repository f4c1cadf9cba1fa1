package io.orra.simulators.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/**
 * One fault on demand.
 *
 * @param path exact path, or a prefix that ends with {@code *}
 * @param method HTTP method, or null for all
 * @param match text that must occur in the query string or the Authorization header, or null for all callers
 * @param action what happens after the delay
 * @param status the status of {@link Action#RESPOND}
 * @param body {@code envelope}, {@code html}, {@code empty} or {@code text}
 * @param errorType the envelope's error_type, or null for the one that fits the status
 * @param message the envelope's message or the text; null for the one that fits the status
 * @param headers further answer headers, e.g. Retry-After
 * @param delayMs milliseconds before anything is answered
 * @param times after how many requests the fault ends; 0 is never
 */
public record Fault(
        String path,
        String method,
        String match,
        Action action,
        int status,
        String body,
        String errorType,
        String message,
        Map<String, String> headers,
        int delayMs,
        int times) {

    /** PASS lets the request through after the delay, HANG never answers, RESET closes with a TCP reset. */
    public enum Action {
        RESPOND,
        PASS,
        HANG,
        RESET
    }

    static final Set<String> BODIES = Set.of("envelope", "html", "empty", "text");

    static Fault read(Input input) {
        int status = input.integer("status", 0, 0, 599);
        String action =
                input.oneOf("action", status == 0 ? "pass" : "respond", Set.of("respond", "pass", "hang", "reset"));
        Fault fault = new Fault(
                input.text("path", "*"),
                input.text("method", null),
                input.text("match", null),
                Action.valueOf(action.toUpperCase(java.util.Locale.ROOT)),
                status,
                input.oneOf("body", "envelope", BODIES),
                input.text("error_type", null),
                input.text("message", null),
                input.textMap("headers"),
                input.integer("delay_ms", 0, 0, 600_000),
                input.integer("times", 0, 0, 1_000_000));
        if (fault.action == Action.RESPOND && status < 200) {
            throw new BadInput("'status' must be between 200 and 599 where a fault answers");
        }
        if (fault.action == Action.PASS && fault.delayMs == 0) {
            throw new BadInput("a fault needs a 'status', a 'delay_ms' or an 'action' of hang or reset");
        }
        return fault;
    }

    boolean meets(HttpServerRequest request) {
        boolean pathMeets = path.endsWith("*")
                ? request.path().startsWith(path.substring(0, path.length() - 1))
                : request.path().equals(path);
        return pathMeets
                && (method == null || method.equalsIgnoreCase(request.method().name()))
                && (match == null
                        || contains(request.query(), match)
                        || contains(request.getHeader("Authorization"), match));
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("path", path)
                .put("action", action.name().toLowerCase(java.util.Locale.ROOT))
                .put("status", status)
                .put("body", body)
                .put("delay_ms", delayMs)
                .put("times", times)
                .put("headers", new JsonObject(Map.copyOf(headers)));
        putIfSet(json, "method", method);
        putIfSet(json, "match", match);
        putIfSet(json, "error_type", errorType);
        putIfSet(json, "message", message);
        return json;
    }

    private static void putIfSet(JsonObject json, String field, String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    private static boolean contains(String text, String part) {
        return text != null && text.contains(part);
    }
}
