package io.orra.marketdata;

import java.time.LocalDate;

/**
 * What to look for; null leaves a field open.
 *
 * @param text start of a symbol or part of a name, in any case
 * @param expired whether instruments that the newest list has no more are meant too
 */
public record InstrumentQuery(
        String text, String exchange, String type, LocalDate expiry, boolean expired, int offset, int limit) {}
