package io.orra.json;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbException;
import jakarta.json.stream.JsonParser;

/** Reads a value only where it has the type that is asked for; the mapper itself would turn one into the other. */
final class StrictValues {

    private StrictValues() {}

    /** Null for null. */
    static String text(JsonParser parser) {
        JsonValue value = parser.getValue();
        if (value instanceof JsonString text) {
            return text.getString();
        }
        if (value == JsonValue.NULL) {
            return null;
        }
        throw new JsonbException("a text was expected");
    }

    /** Null for null. */
    static Boolean truth(JsonParser parser) {
        JsonValue value = parser.getValue();
        if (value == JsonValue.NULL) {
            return null;
        }
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw new JsonbException("true or false was expected");
    }

    /** A number, or the text of one; null for null. */
    static String decimal(JsonParser parser) {
        JsonValue value = parser.getValue();
        if (value instanceof JsonNumber number) {
            return number.toString();
        }
        if (value == JsonValue.NULL) {
            return null;
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new JsonbException("a number was expected");
    }
}
