package io.orra.json;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbException;
import jakarta.json.stream.JsonParser;

/** Reads a value only where it has the type that is asked for; the mapper itself would turn one into the other. */
final class StrictValues {

    private StrictValues() {}

    static String text(JsonParser parser) {
        if (parser.getValue() instanceof JsonString text) {
            return text.getString();
        }
        throw new JsonbException("a text was expected");
    }

    static boolean truth(JsonParser parser) {
        JsonValue value = parser.getValue();
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw new JsonbException("true or false was expected");
    }

    /** A number, or the text of one. */
    static String decimal(JsonParser parser) {
        JsonValue value = parser.getValue();
        if (value instanceof JsonNumber number) {
            return number.toString();
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new JsonbException("a number was expected");
    }
}
