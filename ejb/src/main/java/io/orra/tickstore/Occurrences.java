package io.orra.tickstore;

import java.util.Arrays;

/** How often one feed has shown each content of an instrument within the present second. */
final class Occurrences {

    private static final int FEW = 4;

    private long second = Long.MIN_VALUE;
    private long[] seen = new long[FEW];
    private int count;

    /** Counts this one and returns how many of its content came before it in its second. */
    int number(long atSecond, long fingerprint) {
        if (atSecond != second) {
            second = atSecond;
            count = 0;
        }
        int before = 0;
        for (int i = 0; i < count; i++) {
            if (seen[i] == fingerprint) {
                before++;
            }
        }
        if (count == seen.length) {
            seen = Arrays.copyOf(seen, count * 2);
        }
        seen[count++] = fingerprint;
        return before;
    }
}
