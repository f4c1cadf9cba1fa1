package io.orra.simulators.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A control request's JSON object, read strictly: a field of the wrong type, a missing required field and a field that
 * nobody reads are each refused by name, so that a misspelled switch never passes in silence. Values are never repeated
 * in the message, because some of them are passwords.
 */
public final class Input {
    private final JsonObject json;
    private final Set<String> read = new TreeSet<>();

    public Input(JsonObject json) {
        this.json = json;
    }

    /** The request's body; an empty body counts as an empty object. */
    public static Input of(RoutingContext context) {
        if (context.body().length() <= 0) {
            return new Input(new JsonObject());
        }
        try {
            return new Input(new JsonObject(context.body().buffer()));
        } catch (DecodeException | ClassCastException e) {
            throw new BadInput("the body must be one JSON object");
        }
    }

    public boolean has(String field) {
        read.add(field);
        return json.getValue(field) != null;
    }

    public String text(String field) {
        return required(field, text(field, null));
    }

    public String text(String field, String fallback) {
        return value(field, String.class, "a string", fallback);
    }

    public String oneOf(String field, String fallback, Set<String> allowed) {
        String text = text(field, fallback);
        if (text != null && !allowed.contains(text)) {
            throw new BadInput("'" + field + "' must be one of " + new TreeSet<>(allowed));
        }
        return text;
    }

    public boolean flag(String field, boolean fallback) {
        return value(field, Boolean.class, "true or false", fallback);
    }

    public int integer(String field, int fallback, int lowest, int highest) {
        return (int) integer(field, (long) fallback, lowest, highest);
    }

    public long integer(String field, long fallback, long lowest, long highest) {
        Number number = value(field, Number.class, "a number", fallback);
        if (number.doubleValue() != number.longValue()) {
            throw new BadInput("'" + field + "' must be a whole number");
        }
        if (number.longValue() < lowest || number.longValue() > highest) {
            throw new BadInput("'" + field + "' must be between " + lowest + " and " + highest);
        }
        return number.longValue();
    }

    public double decimal(String field, double fallback, double lowest, double highest) {
        double number = value(field, Number.class, "a number", fallback).doubleValue();
        if (!(number >= lowest && number <= highest)) {
            throw new BadInput("'" + field + "' must be between " + lowest + " and " + highest);
        }
        return number;
    }

    public JsonObject object(String field) {
        return required(field, object(field, null));
    }

    public JsonObject object(String field, JsonObject fallback) {
        return value(field, JsonObject.class, "a JSON object", fallback);
    }

    public Map<String, String> textMap(String field) {
        JsonObject object = object(field, new JsonObject());
        object.forEach(entry -> {
            if (!(entry.getValue() instanceof String)) {
                throw new BadInput("'" + field + "' must hold strings only");
            }
        });
        Map<String, String> map = new java.util.LinkedHashMap<>();
        object.forEach(entry -> map.put(entry.getKey(), (String) entry.getValue()));
        return map;
    }

    /** The list of strings, or null where the field is absent. */
    public List<String> texts(String field) {
        JsonArray array = value(field, JsonArray.class, "a list", null);
        if (array == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (Object element : array) {
            if (!(element instanceof String text)) {
                throw new BadInput("'" + field + "' must hold strings only");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    /** Reads each object of a list; an absent field reads nothing and answers false. */
    public boolean each(String field, Consumer<Input> reader) {
        JsonArray array = value(field, JsonArray.class, "a list", null);
        if (array == null) {
            return false;
        }
        for (Object element : array) {
            if (!(element instanceof JsonObject object)) {
                throw new BadInput("'" + field + "' must hold JSON objects only");
            }
            Input input = new Input(object);
            reader.accept(input);
            input.done();
        }
        return true;
    }

    /** Refuses the fields that nobody asked for. Call it after the last read and before anything changes. */
    public void done() {
        Set<String> unknown = new TreeSet<>(json.fieldNames());
        unknown.removeAll(read);
        if (!unknown.isEmpty()) {
            throw new BadInput("unknown field " + unknown + "; this request knows " + read);
        }
    }

    private <T> T value(String field, Class<T> type, String typeName, T fallback) {
        read.add(field);
        Object value = json.getValue(field);
        if (value == null) {
            return fallback;
        }
        if (!type.isInstance(value)) {
            throw new BadInput("'" + field + "' must be " + typeName);
        }
        return type.cast(value);
    }

    private static <T> T required(String field, T value) {
        if (value == null || value.equals("")) {
            throw new BadInput("'" + field + "' is required");
        }
        return value;
    }
}
