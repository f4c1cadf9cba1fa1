package io.orra.ratelimit;

/**
 * What is left after a request was counted.
 *
 * @param allowed whether this request may go on
 * @param limit how many fit into a minute
 * @param remaining how many could follow at once
 * @param resetSeconds until all of it is there again
 * @param retrySeconds until the next one is allowed; 0 when it is now
 */
public record Allowance(boolean allowed, long limit, long remaining, long resetSeconds, long retrySeconds) {}
