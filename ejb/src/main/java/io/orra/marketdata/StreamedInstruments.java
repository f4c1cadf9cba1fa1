package io.orra.marketdata;

import io.orra.kite.TickMode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a tenant's ticker streams.
 *
 * @param modes by instrument token, in the order of the tokens
 * @param chosen whether the tenant chose it; false for the default
 * @param version grows with each change; that of the entity tag; null for the default
 */
public record StreamedInstruments(Map<Long, TickMode> modes, boolean chosen, Long version) {

    public StreamedInstruments {
        modes = Collections.unmodifiableMap(new TreeMap<>(modes));
    }
}
