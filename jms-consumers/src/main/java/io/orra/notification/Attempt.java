package io.orra.notification;

import java.time.Duration;
import java.util.Set;

/**
 * What became of one call of a webhook.
 *
 * @param statusCode the HTTP status, or 0 when there was no answer
 * @param reason stable: {@code delivered}, {@code http_403}, {@code timeout}, {@code unreachable}, {@code no_webhook},
 *     {@code webhook_not_allowed}
 * @param durationMillis from sending to the answer or the giving up
 * @param retryAfter how long the webhook asks to be left alone; zero when it does not say
 */
public record Attempt(int statusCode, String reason, long durationMillis, Duration retryAfter) {

    /** What a failure says about what to do next. */
    public enum Kind {
        DELIVERED,
        /** The webhook does not work now, for nobody: no answer, a redirect, 408, 502, 503, 504. */
        AWAY,
        /** 404: the workflow is not active. Slowly again; an operator must see to it. */
        INACTIVE,
        /** 429: alive, and asks for a pause. */
        BUSY,
        /** The webhook is alive and this call failed in it: 409, 425, 500 and the rest of 5xx. */
        WORKFLOW,
        /** Nothing that a repetition would change: the request itself is refused, or can't be made. */
        FINAL
    }

    static final String NO_WEBHOOK = "no_webhook";
    static final String NOT_ALLOWED = "webhook_not_allowed";

    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 405, 406, 410, 411, 413, 414, 415, 422, 431);
    private static final Set<Integer> AWAY_STATUS = Set.of(408, 502, 503, 504);

    static Attempt answered(int statusCode, long durationMillis) {
        return answered(statusCode, durationMillis, Duration.ZERO);
    }

    static Attempt answered(int statusCode, long durationMillis, Duration retryAfter) {
        boolean delivered = statusCode >= 200 && statusCode < 300;
        return new Attempt(statusCode, delivered ? "delivered" : "http_" + statusCode, durationMillis, retryAfter);
    }

    static Attempt unanswered(String reason, long durationMillis) {
        return new Attempt(0, reason, durationMillis, Duration.ZERO);
    }

    static Attempt noWebhook() {
        return new Attempt(0, NO_WEBHOOK, 0, Duration.ZERO);
    }

    static Attempt notAllowed() {
        return new Attempt(0, NOT_ALLOWED, 0, Duration.ZERO);
    }

    public boolean delivered() {
        return kind() == Kind.DELIVERED;
    }

    public Kind kind() {
        if (statusCode == 0) {
            return NO_WEBHOOK.equals(reason) || NOT_ALLOWED.equals(reason) ? Kind.FINAL : Kind.AWAY;
        }
        if (statusCode >= 200 && statusCode < 300) {
            return Kind.DELIVERED;
        }
        if (statusCode == 404) {
            return Kind.INACTIVE;
        }
        if (statusCode == 429) {
            return Kind.BUSY;
        }
        if (statusCode < 400 || AWAY_STATUS.contains(statusCode)) {
            return Kind.AWAY;
        }
        return REFUSALS.contains(statusCode) ? Kind.FINAL : Kind.WORKFLOW;
    }
}
