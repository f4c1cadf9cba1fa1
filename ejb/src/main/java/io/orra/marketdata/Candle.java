package io.orra.marketdata;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A candle as it is shown.
 *
 * @param at its first instant
 * @param open rupees, exact, like the other prices
 * @param volume traded in it; null where nothing tells, as for an index
 * @param openInterest at its end; null where nothing tells
 * @param filled whether a part of it came from the broker's history, because no feed was up
 */
public record Candle(
        Instant at,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        Long volume,
        Long openInterest,
        boolean filled) {}
