package io.orra.billing;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Reads a provider's JSON without trusting its shape: what is missing or of another type is simply not there. */
final class EventFields {

    /** Kept: each static call of Json would search for the implementation again. */
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private static final int LONGEST = 255;
    /** As milliseconds in 1973, as seconds in 5138. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private EventFields() {}

    /** @throws MalformedBillingEventException when it is no JSON object */
    static JsonObject parse(byte[] body) throws MalformedBillingEventException {
        try (JsonReader reader = READERS.createReader(new ByteArrayInputStream(body))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException notAnObject) {
            throw new MalformedBillingEventException();
        }
    }

    static JsonObject object(JsonObject from, String... path) {
        JsonObject at = from;
        for (String field : path) {
            at = at.get(field) instanceof JsonObject inner ? inner : JsonValue.EMPTY_JSON_OBJECT;
        }
        return at;
    }

    /** The objects of an array; of a list with a {@code data} array, those in it. */
    static Stream<JsonObject> objects(JsonObject from, String field) {
        JsonValue value = from.get(field);
        JsonValue items = value instanceof JsonObject list ? list.get("data") : value;
        return items instanceof JsonArray array
                ? array.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject)
                : Stream.empty();
    }

    /** A text of 1 to 255 printable characters. */
    static Optional<String> text(JsonObject from, String field) {
        return from.get(field) instanceof JsonString text
                ? Optional.of(text.getString()).filter(EventFields::plain)
                : Optional.empty();
    }

    /** An id, given as text or as the object that bears it. */
    static Optional<String> reference(JsonObject from, String field) {
        return from.get(field) instanceof JsonObject expanded ? text(expanded, "id") : text(from, field);
    }

    static Optional<Instant> seconds(JsonObject from, String field) {
        return time(from, field, Instant::ofEpochSecond);
    }

    /** Milliseconds, or seconds where the number is too small for them: Clerk's documents show both. */
    static Optional<Instant> millis(JsonObject from, String field) {
        return time(
                from,
                field,
                number -> number < FIRST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
    }

    private static Optional<Instant> time(JsonObject from, String field, LongFunction<Instant> unit) {
        if (!(from.get(field) instanceof JsonNumber number)) {
            return Optional.empty();
        }
        try {
            Instant time = unit.apply(number.longValueExact());
            return time.isBefore(Instant.EPOCH) || time.isAfter(LAST) ? Optional.empty() : Optional.of(time);
        } catch (ArithmeticException | DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static boolean plain(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }
}
