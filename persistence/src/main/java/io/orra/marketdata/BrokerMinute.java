package io.orra.marketdata;

import java.time.Instant;

/** A minute of the broker's history; prices are units of the instrument's segment. */
public record BrokerMinute(
        Instant minute, long open, long high, long low, long close, long volume, Long openInterest) {}
