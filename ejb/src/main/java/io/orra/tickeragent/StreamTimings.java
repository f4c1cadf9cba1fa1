package io.orra.tickeragent;

import java.time.Duration;

/**
 * How a stream waits.
 *
 * @param initialDelay upper bound of the first wait before a reconnect ({@code TICKER_RECONNECT_INITIAL_DELAY_SECONDS})
 * @param maxDelay upper bound of any ({@code TICKER_RECONNECT_MAX_DELAY_SECONDS})
 * @param healthyAfter a connection that lived so long starts the waits from the beginning
 * @param silence no frame for so long, heartbeats included, means a dead socket; the broker beats every second or two
 * @param check how often a live socket is looked at; together with the silence it bounds how late a dead one is found
 * @param sessionPoll how often a stream without a usable session looks for one, should nobody tell it
 * @param confirmWithin what was asked for and has not arrived by then is asked for again
 * @param stall heartbeats without any tick for so long, while the market is open, mean a socket that forgot what it sends
 */
public record StreamTimings(
        Duration initialDelay,
        Duration maxDelay,
        Duration healthyAfter,
        Duration silence,
        Duration check,
        Duration sessionPoll,
        Duration confirmWithin,
        Duration stall) {

    public static StreamTimings reconnecting(Duration initialDelay, Duration maxDelay) {
        return new StreamTimings(
                initialDelay,
                maxDelay,
                Duration.ofMinutes(1),
                Duration.ofSeconds(4),
                Duration.ofMillis(500),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                Duration.ofMinutes(1));
    }
}
