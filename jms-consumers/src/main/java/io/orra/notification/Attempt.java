package io.orra.notification;

import java.util.Set;

/**
 * What became of one call of a webhook.
 *
 * @param statusCode the HTTP status, or 0 when there was no answer
 * @param reason stable: {@code delivered}, {@code http_403}, {@code timeout}, {@code unreachable}, {@code no_webhook}
 * @param durationMillis from sending to the answer or the giving up
 */
public record Attempt(int statusCode, String reason, long durationMillis) {

    private static final String NO_WEBHOOK = "no_webhook";

    /** Nothing that a repetition would change: the request itself is refused. */
    private static final Set<Integer> FINAL = Set.of(400, 401, 403, 405, 413, 415, 422);

    static Attempt answered(int statusCode, long durationMillis) {
        boolean delivered = statusCode >= 200 && statusCode < 300;
        return new Attempt(statusCode, delivered ? "delivered" : "http_" + statusCode, durationMillis);
    }

    static Attempt unanswered(String reason, long durationMillis) {
        return new Attempt(0, reason, durationMillis);
    }

    static Attempt noWebhook() {
        return new Attempt(0, NO_WEBHOOK, 0);
    }

    public boolean delivered() {
        return statusCode >= 200 && statusCode < 300;
    }

    /** Whether the same call may succeed later: no answer, 404 (workflow inactive), 408, 429, 3xx, 5xx. */
    public boolean retryable() {
        return !delivered() && !FINAL.contains(statusCode) && !NO_WEBHOOK.equals(reason);
    }
}
