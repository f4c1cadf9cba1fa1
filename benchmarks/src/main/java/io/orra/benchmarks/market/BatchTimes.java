package io.orra.benchmarks.market;

import java.util.Arrays;
import java.util.Locale;

/** What batches of one way of storing took. */
final class BatchTimes {
    private final int rowsPerBatch;
    private long[] nanos = new long[1024];
    private int count;

    BatchTimes(int rowsPerBatch) {
        this.rowsPerBatch = rowsPerBatch;
    }

    void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = took;
    }

    double rowsPerSecond() {
        return count * (double) rowsPerBatch / (Arrays.stream(nanos, 0, count).sum() / 1e9);
    }

    long rows() {
        return (long) count * rowsPerBatch;
    }

    /** Milliseconds. */
    String percentile(double share) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int index = (int) Math.min(count - 1L, Math.round(Math.ceil(share * count)) - 1);
        return String.format(Locale.ROOT, "%.1f", sorted[Math.max(0, index)] / 1e6);
    }
}
