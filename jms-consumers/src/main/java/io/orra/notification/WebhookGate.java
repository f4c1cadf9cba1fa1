package io.orra.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one webhook may be asked for: nothing while it is dead, no faster than its rate, and so many calls at a time. What
 * may not be asked stays in the outbox and costs no attempt.
 */
final class WebhookGate {

    private static final Duration LONGEST_BUSY = Duration.ofMinutes(5);

    private final WebhookLine line;
    private final int mostAtOnce;
    private final CallRate rate;
    private final CircuitBreaker breaker;
    private final Clock clock;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean pending = new AtomicBoolean(true);
    private volatile Instant busyUntil = Instant.EPOCH;

    WebhookGate(WebhookLine line, DispatchSettings settings, CallRate rate, Clock clock) {
        this.line = line;
        this.mostAtOnce = settings.parallelism();
        this.rate = rate;
        this.breaker = new CircuitBreaker(settings.breakerFailures());
        this.clock = clock;
    }

    WebhookLine line() {
        return line;
    }

    /** Something may have become due. */
    void wake() {
        pending.set(true);
    }

    boolean isPending() {
        return pending.get();
    }

    /** How many calls may begin now, where somebody said that something may be due; {@link #begun} must follow. */
    int take() {
        Instant now = clock.instant();
        if (!pending.get() || now.isBefore(busyUntil)) {
            return 0;
        }
        int taken = rate.take(Math.max(0, breaker.permits(mostAtOnce - underWay.get(), now)), now);
        if (taken > 0) {
            pending.set(false);
        }
        return taken;
    }

    /** So many begin, of those that were taken; as many as might makes it likely that more is due. */
    void begun(int calls, int taken) {
        if (calls > 0) {
            underWay.addAndGet(calls);
            breaker.begun(clock.instant());
        }
        if (calls < taken) {
            rate.giveBack(taken - calls);
        } else {
            wake();
        }
    }

    /** None begins, and something is due. */
    void notBegun(int taken) {
        rate.giveBack(taken);
        wake();
    }

    /** A call is over; true when it opened the breaker. */
    boolean ended(Attempt attempt) {
        underWay.decrementAndGet();
        Instant now = clock.instant();
        return switch (attempt.kind()) {
            case AWAY, INACTIVE -> breaker.failed(now);
            case BUSY -> {
                busyUntil = now.plus(bounded(attempt.retryAfter()));
                breaker.succeeded();
                yield false;
            }
            case DELIVERED, WORKFLOW, FINAL -> {
                breaker.succeeded();
                yield false;
            }
        };
    }

    CircuitBreaker.State breakerState() {
        return breaker.state(clock.instant());
    }

    int callsUnderWay() {
        return underWay.get();
    }

    private static Duration bounded(Duration asked) {
        if (asked.isZero()) {
            return Duration.ofSeconds(1);
        }
        return asked.compareTo(LONGEST_BUSY) > 0 ? LONGEST_BUSY : asked;
    }
}
