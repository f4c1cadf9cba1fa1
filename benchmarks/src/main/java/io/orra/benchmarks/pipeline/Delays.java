package io.orra.benchmarks.pipeline;

/** Delays by microsecond up to a tenth of a second, and coarser above. */
final class Delays {
    private static final int FINE = 100_000;
    private static final int COARSE = 100_000;

    /** In milliseconds. */
    record Summary(double median, double p99, double max) {}

    private final int[] fine = new int[FINE];
    private final int[] millis = new int[COARSE];
    private long count;
    private long max;

    void add(long micros) {
        count++;
        max = Math.max(max, micros);
        if (micros < FINE) {
            fine[(int) micros]++;
        } else {
            millis[(int) Math.min(COARSE - 1, micros / 1000)]++;
        }
    }

    void clear() {
        java.util.Arrays.fill(fine, 0);
        java.util.Arrays.fill(millis, 0);
        count = 0;
        max = 0;
    }

    Summary summary() {
        return new Summary(at(0.5), at(0.99), max / 1000.0);
    }

    private double at(double share) {
        long rank = (long) Math.ceil(count * share);
        long seen = 0;
        for (int micros = 0; micros < FINE; micros++) {
            seen += fine[micros];
            if (seen >= rank) {
                return micros / 1000.0;
            }
        }
        for (int milli = 0; milli < COARSE; milli++) {
            seen += millis[milli];
            if (seen >= rank) {
                return milli;
            }
        }
        return Double.NaN;
    }
}
