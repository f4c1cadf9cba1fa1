package io.orra.notification;

import java.time.Duration;
import java.time.Instant;

/**
 * What an attempt means for its notification. Failures of a webhook that is away for everybody cost no attempt; those
 * of this notification do.
 */
record Verdict(NotificationState state, int attempts, Instant dueAt, String reason) {

    static final String EXPIRED = "expired";
    static final String RESTORED = "restored";

    /** It stood in a backup and may have been told since: an operator decides. */
    static Verdict restored(ClaimedNotification claimed) {
        return new Verdict(NotificationState.DEAD, claimed.attempts(), null, RESTORED);
    }

    /** Whether another channel would do no better. */
    boolean isForAllChannels() {
        return EXPIRED.equals(reason) || RESTORED.equals(reason);
    }

    /** @param webhookClosed whether the webhook's breaker is open, or only lets a probe through */
    static Verdict of(
            ClaimedNotification claimed,
            Attempt attempt,
            boolean webhookClosed,
            int maxAttempts,
            Duration maxAge,
            Backoff backoff,
            Instant now) {
        if (attempt.delivered()) {
            return new Verdict(NotificationState.DELIVERED, claimed.attempts() + 1, null, null);
        }
        if (attempt.kind() == Attempt.Kind.FINAL) {
            return new Verdict(NotificationState.DEAD, claimed.attempts() + 1, null, attempt.reason());
        }
        if (now.isAfter(claimed.createdAt().plus(maxAge))) {
            return new Verdict(NotificationState.DEAD, claimed.attempts() + 1, null, EXPIRED);
        }
        boolean free = attempt.kind() == Attempt.Kind.BUSY || webhookClosed;
        int counted = claimed.attempts() + (free ? 0 : 1);
        if (counted >= maxAttempts) {
            return new Verdict(NotificationState.DEAD, counted, null, attempt.reason());
        }
        // Parked: due at once, and the gate says when.
        Instant due = free ? now.plus(attempt.retryAfter()) : now.plus(backoff.after(attempt, counted));
        return new Verdict(NotificationState.WAITING, counted, due, attempt.reason());
    }
}
