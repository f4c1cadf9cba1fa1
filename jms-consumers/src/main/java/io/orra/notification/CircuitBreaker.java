package io.orra.notification;

import java.time.Duration;
import java.time.Instant;

/**
 * Opens after so many failures in a row; then lets one probe through now and then, less often each time, until one
 * succeeds. Safe for use by many threads.
 */
final class CircuitBreaker {

    /** What a breaker lets through. */
    enum State {
        CLOSED,
        /** Nothing. */
        OPEN,
        /** One probe. */
        HALF_OPEN
    }

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final int threshold;
    private int failures;
    private Duration pause = FIRST_PAUSE;
    private Instant openUntil;
    private boolean probing;

    CircuitBreaker(int threshold) {
        this.threshold = threshold;
    }

    synchronized State state(Instant now) {
        if (openUntil == null) {
            return State.CLOSED;
        }
        return now.isBefore(openUntil) ? State.OPEN : State.HALF_OPEN;
    }

    /** How many calls may begin now, of as many as are wanted; a probe is taken once {@link #begun} says so. */
    synchronized int permits(int wanted, Instant now) {
        return switch (state(now)) {
            case CLOSED -> wanted;
            case OPEN -> 0;
            case HALF_OPEN -> probing ? 0 : Math.min(1, wanted);
        };
    }

    synchronized void begun(Instant now) {
        probing = state(now) == State.HALF_OPEN;
    }

    synchronized void succeeded() {
        failures = 0;
        pause = FIRST_PAUSE;
        openUntil = null;
        probing = false;
    }

    /** True when this failure opened a breaker that was closed. */
    synchronized boolean failed(Instant now) {
        failures++;
        switch (state(now)) {
            case CLOSED -> {
                if (failures >= threshold) {
                    openUntil = now.plus(pause);
                    return true;
                }
            }
            case HALF_OPEN -> {
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                openUntil = now.plus(pause);
                probing = false;
            }
            case OPEN -> probing = false;
        }
        return false;
    }
}
