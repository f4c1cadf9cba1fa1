package io.orra.benchmarks.notification;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * From the moment an event was due until its webhook was called first.
 *
 * @param sortedMillis of those that arrived
 * @param lost how many did not within the time given
 * @param restMillis how long after the last one was due the last one arrived
 */
record Passage(double[] sortedMillis, int lost, double restMillis) {

    /** Waits until all have arrived, or nothing has for the time given. */
    static Passage of(Map<String, Long> due, WebhookSink sink, long patienceMillis) {
        int seen = -1;
        long since = System.nanoTime();
        while (sink.arrivals().size() < due.size()
                && System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(patienceMillis)) {
            if (sink.arrivals().size() != seen) {
                seen = sink.arrivals().size();
                since = System.nanoTime();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        long lastDue = due.values().stream().mapToLong(Long::longValue).max().orElse(0);
        double[] millis = due.entrySet().stream()
                .filter(event -> sink.arrivals().containsKey(event.getKey()))
                .mapToDouble(event -> (sink.arrivals().get(event.getKey()) - event.getValue()) / 1e6)
                .sorted()
                .toArray();
        return new Passage(millis, due.size() - millis.length, (sink.lastArrival() - lastDue) / 1e6);
    }

    double millis(double quantile) {
        if (sortedMillis.length == 0) {
            return Double.NaN;
        }
        int at = (int) Math.ceil(quantile * sortedMillis.length) - 1;
        return sortedMillis[Math.max(0, Math.min(sortedMillis.length - 1, at))];
    }

    /** Whether nothing was left over that a longer run would have piled up. */
    boolean keptUp() {
        return lost == 0 && restMillis < 1_000 && millis(0.99) < 1_000;
    }
}
