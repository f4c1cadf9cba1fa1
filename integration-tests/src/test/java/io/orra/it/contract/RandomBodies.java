package io.orra.it.contract;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/** Values made from the contract's schemas: most of them valid, some with one thing wrong, some wrong altogether. */
final class RandomBodies {

    private static final List<JsonValue> ODD = List.of(
            JsonValue.NULL,
            JsonValue.TRUE,
            JsonValue.EMPTY_JSON_ARRAY,
            JsonValue.EMPTY_JSON_OBJECT,
            Json.createValue(-1),
            Json.createValue(0),
            Json.createValue(Long.MAX_VALUE),
            Json.createValue(new java.math.BigDecimal("1e308")),
            Json.createValue(new java.math.BigDecimal("0.001")),
            Json.createValue(new java.math.BigDecimal("-1E-400")),
            Json.createValue(""),
            Json.createValue("x".repeat(5000)),
            Json.createValue("'; drop table tenants; --"),
            Json.createValue("${jndi:ldap://127.0.0.1/a}"),
            Json.createValue("<script>alert(1)</script>"),
            Json.createValue("\u0000"),
            Json.createValue("a\u0000b"),
            Json.createValue("\uD800"),
            Json.createValue("\u202Eevil\u200B"),
            Json.createValue("\uD83D\uDCC8 रुपये"),
            Json.createValue("../../etc/passwd"),
            Json.createValue("\r\nX-Injected: 1"));

    private final JsonObject document;
    private final Dice dice;

    RandomBodies(JsonObject document, Dice dice) {
        this.document = document;
        this.dice = dice;
    }

    JsonValue odd() {
        return dice.oneOf(ODD);
    }

    /** A body for a schema as text; one in ten is no JSON at all. */
    String body(JsonObject schema) {
        int kind = dice.upTo(10);
        if (kind == 0) {
            return broken(valid(schema, 0).toString());
        }
        if (kind <= 4) {
            return valid(schema, 0).toString();
        }
        if (kind == 5) {
            return odd().toString();
        }
        return damaged(valid(schema, 0)).toString();
    }

    JsonValue valid(JsonObject reference, int depth) {
        JsonObject schema = resolved(reference);
        if (schema.getBoolean("nullable", false) && dice.upTo(4) == 0) {
            return JsonValue.NULL;
        }
        if (schema.containsKey("allOf")) {
            return valid(schema.getJsonArray("allOf").getJsonObject(0), depth);
        }
        if (schema.containsKey("enum")) {
            return dice.oneOf(schema.getJsonArray("enum"));
        }
        return switch (schema.getString("type", "object")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "boolean" -> dice.coin() ? JsonValue.TRUE : JsonValue.FALSE;
            case "integer" -> Json.createValue(number(schema, 500));
            case "number" -> Json.createValue(java.math.BigDecimal.valueOf(1 + dice.upTo(10_000_000), 2));
            default -> text(schema);
        };
    }

    private JsonValue object(JsonObject schema, int depth) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        List<String> required = schema.containsKey("required")
                ? schema.getJsonArray("required").getValuesAs(JsonString::getString)
                : List.of();
        for (Map.Entry<String, JsonValue> property : schema.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT)
                .asJsonObject()
                .entrySet()) {
            if (required.contains(property.getKey()) || dice.coin()) {
                object.add(property.getKey(), valid(property.getValue().asJsonObject(), depth + 1));
            }
        }
        return object.build();
    }

    private JsonValue array(JsonObject schema, int depth) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        int size = depth > 4 ? 0 : dice.upTo(4);
        for (int i = 0; i < size; i++) {
            array.add(valid(schema.getJsonObject("items"), depth + 1));
        }
        return array.build();
    }

    private long number(JsonObject schema, int span) {
        long least =
                schema.containsKey("minimum") ? schema.getJsonNumber("minimum").longValue() : 0;
        long most =
                schema.containsKey("maximum") ? schema.getJsonNumber("maximum").longValue() : least + span;
        return least + dice.below(Math.max(1, most - least));
    }

    /** The example where there is one; else letters and digits of an allowed length. */
    private JsonValue text(JsonObject schema) {
        if (schema.get("example") instanceof JsonString example && dice.upTo(3) > 0) {
            return example;
        }
        int least = schema.getInt("minLength", 1);
        int most = Math.min(schema.getInt("maxLength", least + 20), least + 40);
        int length = least + dice.upTo(most - least + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt(dice.upTo(36)));
        }
        return Json.createValue(text.toString());
    }

    /** One thing is wrong: a value replaced, left out or added, in some object of the body. */
    private JsonValue damaged(JsonValue value) {
        if (!(value instanceof JsonObject object) || object.isEmpty()) {
            return odd();
        }
        List<String> names = List.copyOf(object.keySet());
        String name = names.get(dice.upTo(names.size()));
        JsonObjectBuilder changed = Json.createObjectBuilder(object);
        switch (dice.upTo(4)) {
            case 0 -> changed.remove(name);
            case 1 -> changed.add("surprise_" + dice.upTo(10), odd());
            case 2 -> changed.add(name, object.get(name) instanceof JsonObject inner ? damaged(inner) : odd());
            default -> changed.add(name, odd());
        }
        return changed.build();
    }

    private String broken(String json) {
        return switch (dice.upTo(5)) {
            case 0 -> json.substring(0, json.length() / 2);
            case 1 -> "[".repeat(2000);
            case 2 -> json + json;
            case 3 -> "{\"a\":1,\"a\":2";
            default -> "";
        };
    }

    private JsonObject resolved(JsonObject schema) {
        JsonObject found = schema;
        while (found.containsKey("$ref")) {
            String name = found.getString("$ref").replaceFirst(".*/", "");
            found = document.getJsonObject("components")
                    .getJsonObject("schemas")
                    .getJsonObject(name);
        }
        return found;
    }
}
