package io.orra.notification;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: longer with each, by the kind of failure, and give or take a fifth so that
 * what failed together does not come back together.
 *
 * @param random between 0 and 1
 */
record Backoff(DoubleSupplier random) {

    private static final double JITTER = 0.2;

    /** @param attempt the attempt that failed, from 1 */
    Duration after(Attempt failed, int attempt) {
        Duration wait =
                switch (failed.kind()) {
                    case INACTIVE -> growing(Duration.ofSeconds(30), 2, attempt, Duration.ofMinutes(10));
                    case WORKFLOW -> growing(Duration.ofSeconds(2), 3, attempt, Duration.ofMinutes(5));
                    default -> growing(Duration.ofSeconds(1), 2, attempt, Duration.ofMinutes(1));
                };
        double factor = 1 + JITTER * (2 * random.getAsDouble() - 1);
        Duration jittered = Duration.ofMillis(Math.round(wait.toMillis() * factor));
        return jittered.compareTo(failed.retryAfter()) < 0 ? failed.retryAfter() : jittered;
    }

    private static Duration growing(Duration first, int factor, int attempt, Duration most) {
        double seconds = first.toSeconds() * Math.pow(factor, Math.max(0, attempt - 1));
        return seconds >= most.toSeconds() ? most : Duration.ofSeconds((long) seconds);
    }
}
