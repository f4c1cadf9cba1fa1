package io.orra.marketdata;

import io.orra.kite.Segment;

/** The form of instrument tokens: 32 bits, the lowest byte naming a segment that the broker has documented. */
final class TokenForm {

    private static final long HIGHEST = 0xFFFF_FFFFL;
    private static final int SEGMENT_BITS = 8;

    private TokenForm() {}

    static boolean possible(long token) {
        return token > 0 && token <= HIGHEST && token >> SEGMENT_BITS != 0 && Segment.of(token) != Segment.OTHER;
    }
}
