package io.orra.launcher.demo;

import io.orra.launcher.process.Waiting;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A step's result is not what it should be. */
final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String came;

    Mismatch(String expected, String came) {
        super(expected + ", but came " + came);
        this.expected = expected;
        this.came = came;
    }

    String expected() {
        return expected;
    }

    String came() {
        return came;
    }

    static void unlessEqual(String what, Object expected, Object came) {
        if (!Objects.equals(expected, came)) {
            throw new Mismatch(what + " " + expected, String.valueOf(came));
        }
    }

    /**
     * @param came must hold no secret
     */
    static void unless(boolean right, String expected, String came) {
        if (!right) {
            throw new Mismatch(expected, came);
        }
    }

    /**
     * @param came asked when the time is over
     */
    static void unlessWithin(Duration atMost, String expected, BooleanSupplier condition, Supplier<String> came) {
        if (!Waiting.until(atMost, condition)) {
            throw new Mismatch(expected + " within " + atMost.toSeconds() + " s", came.get());
        }
    }
}
