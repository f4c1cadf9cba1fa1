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
    private final RateLimit rate;
    private final CircuitBreaker breaker;
    private final Clock clock;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean pending = new AtomicBoolean(true);
    private volatile Instant busyUntil = Instant.EPOCH;

    WebhookGate(WebhookLine line, DispatchSettings settings, Clock clock) {
        this.line = line;
        this.mostAtOnce = settings.parallelism();
        this.rate = new RateLimit(settings.callsPerSecond(), clock.instant());
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

    /** Whether to look for something due; asked once for each time that somebody said so. */
    boolean takePending() {
        return pending.getAndSet(false);
    }

    boolean isPending() {
        return pending.get();
    }

    /** How many calls may begin now. */
    int permits() {
        Instant now = clock.instant();
        if (now.isBefore(busyUntil)) {
            return 0;
        }
        int free = mostAtOnce - underWay.get();
        return Math.max(0, breaker.permits(Math.min(free, rate.available(now)), now));
    }

    void begun(int calls) {
        if (calls > 0) {
            underWay.addAndGet(calls);
            rate.spend(calls);
            breaker.begun(clock.instant());
        }
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
