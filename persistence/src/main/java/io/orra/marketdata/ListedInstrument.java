package io.orra.marketdata;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An instrument as the broker's list has it.
 *
 * @param token unsigned 32-bit, the segment in its low byte
 * @param expiry null for what does not expire
 * @param strike of an option, else 0
 * @param tickSize smallest step of a price, rupees
 * @param type {@code EQ}, {@code FUT}, {@code CE} or {@code PE}
 * @param expired whether the newest list has it no more
 */
public record ListedInstrument(
        long token,
        long exchangeToken,
        String symbol,
        String name,
        LocalDate expiry,
        BigDecimal strike,
        BigDecimal tickSize,
        int lotSize,
        String type,
        String segment,
        String exchange,
        boolean expired) {}
