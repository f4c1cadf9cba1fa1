package io.orra.it.contract;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

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
    private final RandomBodies bodies;
    private final Random random;
    private final List<String> ids;

    /** @param ids what path parameters are filled with, beside nonsense */
    RandomRequests(JsonObject document, Random random, List<String> ids) {
        this.random = random;
        this.ids = ids;
        this.bodies = new RandomBodies(document, random);
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

    Made next() {
        Operation operation = operations.get(random.nextInt(operations.size()));
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
                case "path" -> path = path.replace("{" + name + "}", encoded(pathValue()));
                case "query" -> {
                    if (random.nextBoolean()) {
                        query.append(query.isEmpty() ? "?" : "&").append(name).append('=');
                        query.append(encoded(queryValue(parameter.getJsonObject("schema"))));
                    }
                }
                default -> {
                    if (random.nextInt(3) == 0) {
                        headers.add(name);
                        headers.add(headerValue());
                    }
                }
            }
        }
        return new Made(operation.method(), path + query, body(operation, headers), headers.toArray(String[]::new));
    }

    private String body(Operation operation, List<String> headers) {
        JsonObject request = operation.definition().getJsonObject("requestBody");
        if (request == null) {
            // The connector refuses a body where the method has none.
            return operation.method().equals("POST") && random.nextInt(5) == 0 ? "{}" : null;
        }
        if (random.nextInt(40) == 0) {
            headers.add("Content-Encoding");
            headers.add("gzip");
        }
        JsonObject json = request.getJsonObject("content").getJsonObject("application/json");
        // Webhooks take any media type: their body is what was signed.
        return json == null ? text(bodies.odd()) : bodies.body(json.getJsonObject("schema"));
    }

    private String pathValue() {
        return random.nextInt(3) > 0 ? ids.get(random.nextInt(ids.size())) : text(bodies.odd());
    }

    private String queryValue(JsonObject schema) {
        return random.nextInt(3) > 0 ? text(bodies.valid(schema, 0)) : text(bodies.odd());
    }

    private String headerValue() {
        return switch (random.nextInt(6)) {
            case 0 -> "*";
            case 1 -> "\"0\"";
            case 2 -> "\"" + random.nextInt(5) + "\", W/\"7\"";
            case 3 -> "x".repeat(300);
            case 4 -> "\"99999999999999999999\"";
            default -> "key-" + random.nextInt(50);
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
