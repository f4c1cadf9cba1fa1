package io.orra.marketdata;

import io.orra.kite.Segment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;

/**
 * Knows instruments by the form of their tokens alone: 32 bits, the lowest byte naming a segment that the broker has
 * documented. Symbols are not known while there is no list of instruments.
 */
@ApplicationScoped
public class TokenForm implements InstrumentDirectory {

    private static final long HIGHEST = 0xFFFF_FFFFL;
    private static final int SEGMENT_BITS = 8;

    @Override
    public OptionalLong token(String exchangeAndSymbol) {
        return OptionalLong.empty();
    }

    @Override
    public boolean knows(long token) {
        return token > 0 && token <= HIGHEST && token >> SEGMENT_BITS != 0 && Segment.of(token) != Segment.OTHER;
    }
}
