package io.orra.marketdata;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What is known of instruments. */
public interface InstrumentDirectory {

    /**
     * @param exchangesAndSymbols each such as {@code NSE:INFY}
     * @return tokens by exchange and symbol, without those that are not known
     */
    Map<String, Long> tokens(Collection<String> exchangesAndSymbols);

    /** Which of the tokens are instruments'. */
    Set<Long> known(Collection<Long> tokens);
}
