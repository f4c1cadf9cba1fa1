package io.orra.notification;

import jakarta.json.Json;

/** Completes a stored body with where it goes. */
final class Payload {

    private Payload() {}

    /** @param body a JSON object with at least one field, without channel and destination */
    static String of(String body, NotificationChannel channel, String destination) {
        return "{\"channel\":\"" + channel.word() + "\",\"destination\":" + Json.createValue(destination) + ","
                + body.substring(1);
    }
}
