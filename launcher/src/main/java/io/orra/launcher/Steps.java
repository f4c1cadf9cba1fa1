package io.orra.launcher;

import java.time.Duration;
import java.util.function.Supplier;

/** Runs a step and tells how long it took. */
public final class Steps {
    private Steps() {}

    /**
     * @param work gives a remark for the reader, or an empty one
     */
    public static void run(Progress progress, String step, Supplier<String> work) {
        long begun = System.nanoTime();
        progress.begun(step);
        try {
            String remark = work.get();
            progress.done(step, since(begun), remark);
        } catch (RuntimeException e) {
            progress.failed(step, since(begun));
            throw e;
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
