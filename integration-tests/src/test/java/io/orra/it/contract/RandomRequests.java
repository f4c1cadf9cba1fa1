package io.orra.it.contract;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Requests made from the contract. */
final class RandomRequests {

    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

    /** A request; header names and values in turn. */
    record Made(String method, String path, String body, String[] headers) {

        @Override
        public String toString() {
            return method + " " + path + " " + List.of(headers) + "\n"
                    + (body == null ? "" : body.substring(0, Math.min(400, body.length())));
        }
    }

    private record Operation(String method, String path, JsonObject definition) {}

    private final List<Operation> operations = new ArrayList<>();
    private final JsonObject document;
    private final List<String> ids;

    /** @param ids what path parameters are filled with, beside nonsense */
    RandomRequests(JsonObject document, List<String> ids) {
        this.document = document;
        this.ids = ids;
        document.getJsonObject("paths")
                .forEach((path, item) -> METHODS.forEach(method -> {
                    if (item.asJsonObject().containsKey(method)) {
                        operations.add(new Operation(
                                method.toUpperCase(Locale.ROOT),
                                path,
                                item.asJsonObject().getJsonObject(method)));
                    }
                }));
    }

    Made next(Dice dice) {
        Operation operation = dice.oneOf(operations);
        RandomBodies bodies = new RandomBodies(document, dice);
        List<String> headers = new ArrayList<>();
        StringBuilder query = new StringBuilder();
        String path = operation.path();
        for (JsonValue each : operation
                .definition()
                .getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY)
                .asJsonArray()) {
            JsonObject parameter = each.asJsonObject();
            String name = parameter.getString("name");
            switch (parameter.getString("in")) {
                case "path" -> path = path.replace("{" + name + "}", encoded(pathValue(dice, bodies)));
                case "query" -> {
                    if (dice.coin()) {
                        query.append(query.isEmpty() ? "?" : "&").append(name).append('=');
                        query.append(encoded(queryValue(parameter.getJsonObject("schema"), dice, bodies)));
                    }
                }
                default -> {
                    if (dice.upTo(3) == 0) {
                        headers.add(name);
                        headers.add(headerValue(dice));
                    }
                }
            }
        }
        return new Made(
                operation.method(),
                path + query,
                body(operation, headers, dice, bodies),
                headers.toArray(String[]::new));
    }

    private static String body(Operation operation, List<String> headers, Dice dice, RandomBodies bodies) {
        JsonObject request = operation.definition().getJsonObject("requestBody");
        if (request == null) {
            // The connector refuses a body where the method has none.
            return operation.method().equals("POST") && dice.upTo(5) == 0 ? "{}" : null;
        }
        if (dice.upTo(40) == 0) {
            headers.add("Content-Encoding");
            headers.add("gzip");
        }
        JsonObject json = request.getJsonObject("content").getJsonObject("application/json");
        // Webhooks take any media type: their body is what was signed.
        return json == null ? text(bodies.odd()) : bodies.body(json.getJsonObject("schema"));
    }

    private String pathValue(Dice dice, RandomBodies bodies) {
        return dice.upTo(3) > 0 ? dice.oneOf(ids) : text(bodies.odd());
    }

    private static String queryValue(JsonObject schema, Dice dice, RandomBodies bodies) {
        return dice.upTo(3) > 0 ? text(bodies.valid(schema, 0)) : text(bodies.odd());
    }

    private static String headerValue(Dice dice) {
        return switch (dice.upTo(6)) {
            case 0 -> "*";
            case 1 -> "\"0\"";
            case 2 -> "\"" + dice.upTo(5) + "\", W/\"7\"";
            case 3 -> "x".repeat(300);
            case 4 -> "\"99999999999999999999\"";
            default -> "key-" + dice.upTo(50);
        };
    }

    private static String text(JsonValue value) {
        String text = value instanceof JsonString string ? string.getString() : value.toString();
        return text.substring(0, Math.min(300, text.length()));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value.isEmpty() ? "-" : value, StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
