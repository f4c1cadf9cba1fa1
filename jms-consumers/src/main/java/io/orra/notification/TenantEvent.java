package io.orra.notification;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Optional;
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

    /**
     * @param messageId stands in where the producer gave no id
     * @throws MalformedEventException {@code too_large}, {@code not_json}, {@code missing_tenant},
     *     {@code missing_user} or {@code invalid_id}
     */
    public static TenantEvent parse(String queue, String messageId, String text) throws MalformedEventException {
        if (text == null || text.length() > MAX_CHARACTERS) {
            throw new MalformedEventException(text == null ? "not_json" : "too_large");
        }
        JsonObject fields = object(text);
        String id = string(fields, "id").orElse(messageId);
        if (id == null || id.isBlank() || id.length() > MAX_ID) {
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

    private static JsonObject object(String text) throws MalformedEventException {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException notAnObject) {
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
        boolean plain = value != null
                && value.getValueType() != JsonValue.ValueType.NULL
                && value.getValueType() != JsonValue.ValueType.OBJECT
                && value.getValueType() != JsonValue.ValueType.ARRAY;
        return plain ? Optional.of(value.toString()) : Optional.empty();
    }
}
