package io.orra.marketdata;

import java.time.Instant;

/**
 * A time in which an instrument's ticks were missed.
 *
 * @param to when a feed showed it again; null while none does
 * @param reason {@code feed_down} or {@code storage_full}
 * @param status see V4__gaps.sql
 * @param minutes of the broker's history that stand in
 */
public record Gap(
        long id,
        long instrumentToken,
        Instant from,
        Instant to,
        String reason,
        String status,
        int minutes,
        int tries) {}
