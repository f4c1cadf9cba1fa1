package io.orra.notification;

import static io.orra.json.SharedJson.JSON;

import io.orra.notification.HeldNotifications.Due;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One message in place of many that repeat each other. */
final class Digest {

    static final String EVENT_TYPE = "notification_digest";
    private static final int MOST_IDS = 100;
    private static final int MAX_MESSAGE = 1000;

    private Digest() {}

    /** @param repeats at least two of one kind, oldest first */
    static NewNotification of(List<Due> repeats, Instant now) {
        Due last = repeats.get(repeats.size() - 1);
        UUID id = UUID.randomUUID();
        String eventId = "digest:" + id;
        String message = message(repeats, last);
        return new NewNotification(
                id,
                last.kind().tenantId(),
                last.kind().userId(),
                last.sourceQueue(),
                eventId,
                EVENT_TYPE,
                last.severity(),
                last.kind().foldKey(),
                message,
                last.channel(),
                last.webhook(),
                last.lane(),
                last.destination(),
                last.destinationMasked(),
                body(repeats, last, eventId, message, now).toString(),
                false,
                now,
                null);
    }

    private static String message(List<Due> repeats, Due last) {
        Duration within = Duration.between(repeats.get(0).createdAt(), last.createdAt());
        String time = within.toMinutes() > 1 ? within.toMinutes() + " minutes" : "a minute";
        String message = repeats.size() + " times more within " + time + ", the last: " + last.message();
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
    }

    private static JsonObject body(List<Due> repeats, Due last, String eventId, String message, Instant now) {
        JsonArrayBuilder ids = JSON.createArrayBuilder();
        repeats.stream().limit(MOST_IDS).map(Due::eventId).forEach(ids::add);
        return JSON.createObjectBuilder()
                .add("id", eventId)
                .add("schema_version", Notification.SCHEMA_VERSION)
                .add("correlation_id", eventId)
                .add("event_type", EVENT_TYPE)
                .add("severity", last.severity())
                .add("tenant_id", last.kind().tenantId().toString())
                .add("user_id", last.kind().userId().toString())
                .add("message", message)
                .add(
                        "meta",
                        JSON.createObjectBuilder()
                                .add("count", repeats.size())
                                .add("event_type", last.eventType())
                                .add("event_ids", ids)
                                .add("first_at", repeats.get(0).createdAt().toString())
                                .add("last_at", last.createdAt().toString()))
                .add("timestamp", now.toString())
                .build();
    }
}
