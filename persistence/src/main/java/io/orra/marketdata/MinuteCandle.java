package io.orra.marketdata;

import java.time.Instant;

/**
 * The candle of one minute as it is stored; prices are units of the instrument's segment.
 *
 * @param volumeFrom lowest of the day's volume so far, as ticks of the minute told; null where none told
 * @param volumeUntil highest of it
 * @param volume traded in the minute itself; only of a filled one
 * @param filled whether it came from the broker's history, because no feed was up
 */
public record MinuteCandle(
        Instant minute,
        long open,
        long high,
        long low,
        long close,
        Long volumeFrom,
        Long volumeUntil,
        Long volume,
        Long openInterest,
        boolean filled) {}
