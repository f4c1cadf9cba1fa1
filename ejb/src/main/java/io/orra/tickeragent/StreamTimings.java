package io.orra.tickeragent;

import java.time.Duration;

/**
 * How a stream waits.
 *
 * @param initialDelay upper bound of the first wait before a reconnect ({@code TICKER_RECONNECT_INITIAL_DELAY_SECONDS})
 * @param maxDelay upper bound of any ({@code TICKER_RECONNECT_MAX_DELAY_SECONDS})
 * @param healthyAfter a connection that lived so long starts the waits from the beginning
 * @param silence no frame for so long, heartbeats included, means a dead socket; the broker beats every second or two
 * @param silenceCheck how often that is looked at; the two together bound how late a dead socket is found
 * @param sessionPoll how often a stream without a usable session looks for one, should nobody tell it
 */
public record StreamTimings(
        Duration initialDelay,
        Duration maxDelay,
        Duration healthyAfter,
        Duration silence,
        Duration silenceCheck,
        Duration sessionPoll) {

    public static StreamTimings reconnecting(Duration initialDelay, Duration maxDelay) {
        return new StreamTimings(
                initialDelay,
                maxDelay,
                Duration.ofMinutes(1),
                Duration.ofSeconds(4),
                Duration.ofMillis(500),
                Duration.ofSeconds(10));
    }
}
