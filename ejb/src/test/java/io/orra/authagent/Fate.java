package io.orra.authagent;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.Random;

/** Decides at each step of a login what goes wrong there. */
final class Fate {

    /** What befalls a request to the broker. */
    enum Hop {
        FINE,
        DIES_BEFORE,
        DIES_AFTER,
        NO_CONNECTION,
        ANSWER_LOST,
        ANSWER_LATE
    }

    private final Random random;
    private double rate;

    Fate(Random random) {
        this.random = random;
    }

    /** From 0, nothing, to 1, at each step. */
    void rate(double newRate) {
        rate = newRate;
    }

    Hop hop() {
        if (random.nextDouble() >= rate) {
            return Hop.FINE;
        }
        return Hop.values()[1 + random.nextInt(Hop.values().length - 1)];
    }

    /** Before or after a commit. */
    void perhapsDie() {
        if (random.nextDouble() < rate) {
            throw new Crash();
        }
    }

    boolean perhaps(double chance) {
        return random.nextDouble() < chance;
    }

    static IOException failure(Hop hop) {
        return switch (hop) {
            case NO_CONNECTION -> new ConnectException("refused");
            case ANSWER_LATE -> new HttpTimeoutException("late");
            default -> new IOException("reset");
        };
    }
}
