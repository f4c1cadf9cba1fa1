package io.orra.tickeragent;

/**
 * What became of the ticks so far; every tick taken is in exactly one of the counts or still waiting.
 *
 * @param published handed to Redis and acknowledged
 * @param conflated replaced by a newer one of the same tenant and instrument while Redis was slow or away
 * @param dropped lost: no room left, or the connection broke while they were on their way
 * @param suppressed of tenants that are not active
 * @param waiting not sent yet
 * @param connected whether the last exchange with Redis succeeded
 */
public record PublisherMetrics(
        long published, long conflated, long dropped, long suppressed, int waiting, boolean connected) {}
