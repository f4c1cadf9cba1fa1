package io.orra.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * How many refusals of one caller are written in a minute: 60, and what was left out is counted on the next that is.
 * Without it anybody could fill the disk by being refused.
 */
@ApplicationScoped
public class RefusalBudget {

    static final int A_MINUTE = 60;
    private static final long MINUTE_MILLIS = 60_000;
    private static final int MOST_CALLERS = 10_000;

    /**
     * Whether to write.
     *
     * @param unwritten how many were left out since the last one written
     */
    public record Ticket(boolean granted, long unwritten) {}

    private static final class Count {
        private long minute;
        private int written;
        private long unwritten;
    }

    @Inject
    private Clock clock;

    private final Map<String, Count> counts = new HashMap<>();

    /** @param who the caller; empty for everybody without a token together */
    public synchronized Ticket take(String who) {
        long minute = clock.millis() / MINUTE_MILLIS;
        if (counts.size() >= MOST_CALLERS && !counts.containsKey(who)) {
            counts.values().removeIf(count -> count.minute < minute && count.unwritten == 0);
            if (counts.size() >= MOST_CALLERS) {
                return new Ticket(false, 0);
            }
        }
        Count count = counts.computeIfAbsent(who, each -> new Count());
        if (count.minute != minute) {
            count.minute = minute;
            count.written = 0;
        }
        if (count.written >= A_MINUTE) {
            count.unwritten++;
            return new Ticket(false, 0);
        }
        count.written++;
        long left = count.unwritten;
        count.unwritten = 0;
        return new Ticket(true, left);
    }
}
