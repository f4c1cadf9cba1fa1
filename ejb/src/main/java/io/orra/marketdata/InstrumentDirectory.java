package io.orra.marketdata;

import java.util.OptionalLong;

/** What is known of instruments. */
public interface InstrumentDirectory {

    /**
     * @param exchangeAndSymbol such as {@code NSE:INFY}
     * @return the instrument's token; empty when it is not known
     */
    OptionalLong token(String exchangeAndSymbol);

    /** Whether such a token can be an instrument's. */
    boolean knows(long token);
}
