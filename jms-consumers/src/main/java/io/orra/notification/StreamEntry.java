package io.orra.notification;

import static io.orra.json.SharedJson.JSON;

import io.orra.messaging.MessageSender.Outgoing;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * An entry of a Redis stream, as strategy workers write them: all fields are texts.
 *
 * @param id the entry's id in its stream
 */
record StreamEntry(String stream, String id, Map<String, String> fields) {

    private static final int MAX_CHARACTERS = 60 * 1024;

    /**
     * The message that the queue gets.
     *
     * @throws MalformedEventException {@code missing_tenant}, {@code missing_user} or {@code too_large}
     */
    Outgoing message(String queue) throws MalformedEventException {
        String tenant = uuid("tenant_id", "missing_tenant");
        uuid("user_id", "missing_user");
        String text = json().toString();
        if (text.length() > MAX_CHARACTERS) {
            throw new MalformedEventException("too_large");
        }
        return new Outgoing(queue, stream + ":" + id, tenant, null, text);
    }

    /** What the stream of failures gets: the original's fields. */
    Map<String, String> failure(String error, Instant now) {
        String payload = json().toString();
        Map<String, String> failure = new LinkedHashMap<>();
        failure.put("source_stream", stream);
        failure.put("message_id", id);
        failure.put("error", error);
        failure.put("payload", payload.length() > MAX_CHARACTERS ? "{}" : payload);
        failure.put("failed_at", now.toString());
        return failure;
    }

    /** Without the fields. */
    @Override
    public String toString() {
        return "StreamEntry[" + stream + " " + id + "]";
    }

    private String uuid(String field, String reason) throws MalformedEventException {
        try {
            return UUID.fromString(fields.getOrDefault(field, "")).toString();
        } catch (IllegalArgumentException notAnId) {
            throw new MalformedEventException(reason);
        }
    }

    private JsonObject json() {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        fields.forEach(json::add);
        return json.build();
    }
}
