package io.orra.notification;

import static io.orra.json.SharedJson.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Something that happened to a tenant, as it came from a queue.
 *
 * @param queue where it came from
 * @param id the producer's {@code id}, else the message's
 * @param fields all fields of the message, the original's names
 */
public record TenantEvent(String queue, String id, UUID tenantId, UUID userId, JsonObject fields) {

    private static final int MAX_CHARACTERS = 64 * 1024;
    private static final int MAX_ID = 255;
    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_DATE_TIME;
    private static final Set<String> TEXTS = Set.of(
            "id", "tenant_id", "user_id", "status", "error", "event_type", "reason", "correlation_id", "occurred_at");

    /**
     * @param messageId stands in where the producer gave no id
     * @throws MalformedEventException {@code too_large}, {@code not_json}, {@code missing_tenant},
     *     {@code missing_user}, {@code invalid_id} or {@code wrong_type}
     */
    public static TenantEvent parse(String queue, String messageId, String text) throws MalformedEventException {
        if (text == null || text.length() > MAX_CHARACTERS) {
            throw new MalformedEventException(text == null ? "not_json" : "too_large");
        }
        JsonObject fields = object(text);
        if (TEXTS.stream().map(fields::get).anyMatch(TenantEvent::isNested)) {
            throw new MalformedEventException("wrong_type");
        }
        String id = string(fields, "id").orElse(messageId);
        if (id == null || id.isBlank() || id.length() > MAX_ID || !storable(id)) {
            throw new MalformedEventException("invalid_id");
        }
        return new TenantEvent(
                queue,
                id,
                uuid(fields, "tenant_id", "missing_tenant"),
                uuid(fields, "user_id", "missing_user"),
                fields);
    }

    /** A field's text; numbers and booleans as they are written. */
    public Optional<String> text(String field) {
        return string(fields, field);
    }

    /**
     * @throws MalformedEventException {@code future_time} when it is said to have happened later than this, or
     *     {@code invalid_time}
     */
    void happenedBefore(Instant latest) throws MalformedEventException {
        Optional<String> occurredAt = text("occurred_at");
        try {
            // A time without an offset names no moment that could be compared.
            if (occurredAt.isPresent()
                    && ISO.parseBest(occurredAt.get(), OffsetDateTime::from, LocalDateTime::from)
                            instanceof OffsetDateTime time
                    && time.toInstant().isAfter(latest)) {
                throw new MalformedEventException("future_time");
            }
        } catch (DateTimeParseException notATime) {
            throw new MalformedEventException("invalid_time");
        }
    }

    /** The database keeps neither NUL nor half a character, and must give back what it was given. */
    private static boolean storable(String id) {
        return id.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(id);
    }

    private static boolean isNested(JsonValue value) {
        return value != null
                && (value.getValueType() == JsonValue.ValueType.OBJECT
                        || value.getValueType() == JsonValue.ValueType.ARRAY);
    }

    private static JsonObject object(String text) throws MalformedEventException {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (RuntimeException notAnObject) {
            throw new MalformedEventException("not_json");
        }
    }

    private static UUID uuid(JsonObject fields, String field, String reason) throws MalformedEventException {
        try {
            return UUID.fromString(string(fields, field).orElse(""));
        } catch (IllegalArgumentException notAnId) {
            throw new MalformedEventException(reason);
        }
    }

    private static Optional<String> string(JsonObject fields, String field) {
        JsonValue value = fields.get(field);
        if (value instanceof JsonString text) {
            return Optional.of(text.getString()).filter(s -> !s.isBlank());
        }
        boolean plain = value != null && value.getValueType() != JsonValue.ValueType.NULL && !isNested(value);
        return plain ? Optional.of(value.toString()) : Optional.empty();
    }
}
