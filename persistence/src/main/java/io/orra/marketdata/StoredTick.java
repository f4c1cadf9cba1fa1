package io.orra.marketdata;

import java.time.Instant;

/**
 * A tick as it is stored. Prices are units of the instrument's segment; null where the packet had no such field.
 *
 * @param at the exchange's time, or the second of arrival for a packet without one
 * @param receivedAt when it arrived here
 * @param mode 0 ltp, 1 quote, 2 full
 */
public record StoredTick(
        long instrumentToken,
        Instant at,
        Instant receivedAt,
        int mode,
        long lastPrice,
        Long lastQuantity,
        Long averagePrice,
        Long volume,
        Long buyQuantity,
        Long sellQuantity,
        Long openInterest,
        Long bidPrice,
        Long bidQuantity,
        Long askPrice,
        Long askQuantity) {}
