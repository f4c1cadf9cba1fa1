package io.orra.launcher.demo;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** Checks on what a webhook received. */
final class Payload {
    private static final Duration FRESH = Duration.ofMinutes(5);

    private Payload() {}

    static void check(JsonObject body, String field, String value) {
        Mismatch.unlessEqual(field, value, body.getString(field, null));
    }

    /** Its timestamp is of just now. */
    static void time(JsonObject body) {
        Instant at = Instant.parse(body.getString("timestamp", ""));
        Mismatch.unless(
                Duration.between(at, Instant.now()).abs().compareTo(FRESH) < 0,
                "a timestamp of just now",
                at.toString());
    }
}
