package io.orra.launcher.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for another process, which tells nobody when it is ready. */
public final class Waiting {
    private static final Duration STEP = Duration.ofMillis(50);

    private Waiting() {}

    /**
     * Asks until the condition holds.
     *
     * @return false when it did not within the time
     */
    public static boolean until(Duration atMost, BooleanSupplier condition) {
        return until(atMost, STEP, condition);
    }

    /** As {@link #until(Duration, BooleanSupplier)}, for a question that costs something. */
    public static boolean until(Duration atMost, Duration step, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            pause(step);
        }
    }

    private static void pause(Duration step) {
        try {
            Thread.sleep(step.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a process", e);
        }
    }
}
