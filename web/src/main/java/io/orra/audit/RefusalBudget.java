package io.orra.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * How many refusals of one caller are written in a minute: 60, and of the same refusal of the same thing 6; what was
 * left out is counted on the next that is. Without it anybody could fill the disk by being refused, and a client at the
 * limit of its tier would write more than those who are let through.
 */
@ApplicationScoped
public class RefusalBudget {

    static final int A_MINUTE = 60;
    static final int ALIKE = 6;
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
        private final Map<String, Integer> alike = new HashMap<>();
    }

    private final Map<String, Count> counts = new HashMap<>();
    private Clock clock;

    @Inject
    RefusalBudget(Clock clock) {
        this.clock = clock;
    }

    protected RefusalBudget() {}

    /**
     * @param who the caller; empty for everybody without a token together
     * @param what was refused and why
     */
    public synchronized Ticket take(String who, String what) {
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
            count.alike.clear();
        }
        if (count.written >= A_MINUTE || count.alike.getOrDefault(what, 0) >= ALIKE) {
            count.unwritten++;
            return new Ticket(false, 0);
        }
        count.alike.merge(what, 1, Integer::sum);
        count.written++;
        long left = count.unwritten;
        count.unwritten = 0;
        return new Ticket(true, left);
    }
}
