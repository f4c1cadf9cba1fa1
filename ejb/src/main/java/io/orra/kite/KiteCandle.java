package io.orra.kite;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A candle of the broker's history.
 *
 * @param at its first instant
 * @param openInterest null where the broker gives none
 */
public record KiteCandle(
        Instant at,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        long volume,
        Long openInterest) {}
