package io.orra.tickstore;

import java.util.Arrays;

/**
 * The ticks of one instrument's newest seconds, to tell what another feed showed already. Seconds without ticks do not
 * count, so that an instrument that rests is remembered for as long as it rests.
 */
final class RecentTicks {

    private static final int SECONDS = 3;
    private static final int FEW = 4;

    private final long[] seconds = new long[SECONDS];
    private final long[][] keys = new long[SECONDS][];
    private final int[] counts = new int[SECONDS];

    RecentTicks() {
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    /** Remembers a tick; returns whether it was new. One older than all that is remembered counts as new. */
    boolean add(long second, long fingerprint, int occurrence) {
        int slot = slot(second);
        if (slot < 0) {
            return true;
        }
        long key = fingerprint + occurrence * 0x9E37_79B9_7F4A_7C15L;
        for (int i = 0; i < counts[slot]; i++) {
            if (keys[slot][i] == key) {
                return false;
            }
        }
        if (keys[slot] == null) {
            keys[slot] = new long[FEW];
        } else if (counts[slot] == keys[slot].length) {
            keys[slot] = Arrays.copyOf(keys[slot], counts[slot] * 2);
        }
        keys[slot][counts[slot]++] = key;
        return true;
    }

    /** Where the second's ticks are; the oldest second makes room for a newer one. */
    private int slot(long second) {
        int oldest = 0;
        for (int i = 0; i < SECONDS; i++) {
            if (seconds[i] == second) {
                return i;
            }
            if (seconds[i] < seconds[oldest]) {
                oldest = i;
            }
        }
        if (second < seconds[oldest]) {
            return -1;
        }
        seconds[oldest] = second;
        counts[oldest] = 0;
        return oldest;
    }
}
