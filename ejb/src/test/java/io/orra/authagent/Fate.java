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
    private int commitsRefused;
    private int commitsUnsaid;

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

    /** The database takes none of the next commits, and then so many of which nobody hears. */
    void databaseLeaves(int refused, int unsaid) {
        commitsRefused = refused;
        commitsUnsaid = unsaid;
    }

    void beforeCommit() {
        perhapsEnds();
        if (commitsRefused > 0) {
            commitsRefused--;
            throw new DatabaseAway();
        }
    }

    void afterCommit() {
        perhapsEnds();
        if (commitsUnsaid > 0) {
            commitsUnsaid--;
            throw new DatabaseAway();
        }
    }

    /** The process, or only the connection. */
    private void perhapsEnds() {
        if (random.nextDouble() < rate) {
            if (random.nextBoolean()) {
                throw new DatabaseAway();
            }
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
