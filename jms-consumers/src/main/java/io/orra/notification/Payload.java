package io.orra.notification;

import static io.orra.json.SharedJson.JSON;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Completes a stored body with where it goes. */
final class Payload {

    private static final Pattern TRACED =
            Pattern.compile("\\{\"traceparent\":\"(00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2})\",");

    private Payload() {}

    /** The span that the notification belongs to, null for none: {@link Notification#traced} puts it first. */
    static String traceparent(String body) {
        Matcher found = TRACED.matcher(body);
        return found.lookingAt() ? found.group(1) : null;
    }

    /**
     * What the webhook gets: the span goes as a header, the contract of the body knows none.
     *
     * @param body a JSON object with at least one field but the span, without channel and destination
     */
    static String of(String body, NotificationChannel channel, String destination) {
        Matcher traced = TRACED.matcher(body);
        return "{\"channel\":\"" + channel.word() + "\",\"destination\":" + JSON.createValue(destination) + ","
                + body.substring(traced.lookingAt() ? traced.end() : 1);
    }
}
