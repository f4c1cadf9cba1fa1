package io.orra.kite;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;

/** Sorts the feed's text messages; what isn't one of the documented kinds is nobody's business and left alone. */
final class TickerTexts {
    private TickerTexts() {}

    static void dispatch(String text, TickerEvents events) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject envelope = reader.readObject();
            JsonValue data = envelope.getOrDefault("data", JsonValue.NULL);
            switch (KiteErrors.text(envelope, "type")) {
                case "order" -> order(data, events);
                case "error" -> events.error(words(data));
                case "message" -> events.message(words(data));
                default -> {}
            }
        } catch (JsonException notJson) {
            return;
        }
    }

    private static void order(JsonValue data, TickerEvents events) {
        if (data instanceof JsonObject order) {
            events.order(order.toString());
        }
    }

    private static String words(JsonValue data) {
        return data instanceof JsonString text ? text.getString() : data.toString();
    }
}
