package io.orra.notification;

import java.time.Duration;
import java.time.Instant;

/** So many calls a second, at most a fifth of a second's worth at once. Safe for use by many threads. */
final class RateLimit implements CallRate {

    private static final double BURST_SECONDS = 0.2;

    private final double perSecond;
    private final double most;
    private double tokens;
    private Instant filledAt;

    /** @param perSecond 0 for no limit */
    RateLimit(double perSecond, Instant now) {
        this.perSecond = perSecond;
        this.most = Math.max(1, perSecond * BURST_SECONDS);
        this.tokens = most;
        this.filledAt = now;
    }

    /** How many may begin at once. */
    int most() {
        return (int) most;
    }

    @Override
    public synchronized int take(int wanted, Instant now) {
        if (perSecond <= 0) {
            return wanted;
        }
        double seconds = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
        tokens = Math.min(most, tokens + seconds * perSecond);
        filledAt = now;
        int taken = Math.min(wanted, (int) tokens);
        tokens -= taken;
        return taken;
    }

    @Override
    public synchronized void giveBack(int calls) {
        tokens = Math.min(most, tokens + calls);
    }
}
