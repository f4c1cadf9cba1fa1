package io.orra.notification;

import static io.orra.json.SharedJson.JSON;

/** Completes a stored body with where it goes. */
final class Payload {

    private Payload() {}

    /** @param body a JSON object with at least one field, without channel and destination */
    static String of(String body, NotificationChannel channel, String destination) {
        return "{\"channel\":\"" + channel.word() + "\",\"destination\":" + JSON.createValue(destination) + ","
                + body.substring(1);
    }
}
