package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    @Test
    void allows_so_many_a_second_and_a_fifth_of_them_at_once() {
        RateLimit limit = new RateLimit(30, NOW);
        int calls = 0;
        for (int millis = 0; millis <= 10_000; millis += 10) {
            int now = limit.take(100, NOW.plusMillis(millis));
            assertThat(now).isLessThanOrEqualTo(6);
            calls += now;
        }

        assertThat(calls).isBetween(300, 306);
    }

    @Test
    void is_not_confused_by_a_clock_that_goes_back() {
        RateLimit limit = new RateLimit(10, NOW);
        limit.take(100, NOW);

        assertThat(limit.take(100, NOW.minusSeconds(60))).isZero();
        assertThat(limit.take(100, NOW.minusSeconds(59))).isEqualTo(2);
    }

    @Test
    void what_did_not_begin_may_begin_later() {
        RateLimit limit = new RateLimit(30, NOW);
        assertThat(limit.take(4, NOW)).isEqualTo(4);
        limit.giveBack(3);

        assertThat(limit.take(100, NOW)).isEqualTo(5);
    }

    @Test
    void zero_means_no_limit() {
        RateLimit limit = new RateLimit(0, NOW);
        limit.take(1_000_000, NOW);

        assertThat(limit.take(1_000, NOW)).isEqualTo(1_000);
    }
}
