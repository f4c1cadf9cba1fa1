package io.orra.tickeragent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits with full jitter: each is anywhere between nothing and a bound that doubles, so that tenants don't knock in step. */
final class BackOff {
    private final Duration initial;
    private final Duration max;
    private final RandomGenerator random;
    private int failures;

    BackOff(Duration initial, Duration max, RandomGenerator random) {
        this.initial = initial;
        this.max = max;
        this.random = random;
    }

    Duration next() {
        long bound = Math.min(max.toMillis(), initial.toMillis() << Math.min(failures, 30));
        failures++;
        return Duration.ofMillis(random.nextLong(Math.max(0, bound) + 1));
    }

    /** For a peer that says it is too busy: at least half of the longest wait. */
    Duration longest() {
        failures++;
        long half = max.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    void reset() {
        failures = 0;
    }
}
