package io.orra.notification;

import static io.orra.notification.CircuitBreaker.State.CLOSED;
import static io.orra.notification.CircuitBreaker.State.HALF_OPEN;
import static io.orra.notification.CircuitBreaker.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    private final CircuitBreaker breaker = new CircuitBreaker(3);

    @Test
    void opens_after_so_many_failures_in_a_row_and_says_so_once() {
        assertThat(breaker.failed(NOW)).isFalse();
        assertThat(breaker.failed(NOW)).isFalse();
        assertThat(breaker.permits(10, NOW)).isEqualTo(10);
        assertThat(breaker.failed(NOW)).isTrue();
        assertThat(breaker.failed(NOW)).isFalse();

        assertThat(breaker.state(NOW)).isEqualTo(OPEN);
        assertThat(breaker.permits(10, NOW)).isZero();
    }

    @Test
    void a_success_in_between_starts_the_count_again() {
        breaker.failed(NOW);
        breaker.failed(NOW);
        breaker.succeeded();
        breaker.failed(NOW);
        breaker.failed(NOW);

        assertThat(breaker.state(NOW)).isEqualTo(CLOSED);
    }

    @Test
    void lets_one_probe_through_after_a_pause_and_closes_when_it_succeeds() {
        open();
        Instant later = NOW.plusSeconds(5);
        assertThat(breaker.state(later)).isEqualTo(HALF_OPEN);
        assertThat(breaker.permits(10, later)).isEqualTo(1);
        breaker.begun(later);
        assertThat(breaker.permits(10, later)).isZero();

        breaker.succeeded();

        assertThat(breaker.state(later)).isEqualTo(CLOSED);
        assertThat(breaker.permits(10, later)).isEqualTo(10);
    }

    @Test
    void each_probe_that_fails_doubles_the_pause_up_to_a_minute() {
        open();
        Instant probed = NOW.plusSeconds(5);
        for (int pause : new int[] {10, 20, 40, 60, 60}) {
            breaker.begun(probed);
            assertThat(breaker.failed(probed)).isFalse();
            assertThat(breaker.state(probed.plusSeconds(pause).minusMillis(1))).isEqualTo(OPEN);
            probed = probed.plusSeconds(pause);
            assertThat(breaker.permits(10, probed)).isEqualTo(1);
        }
    }

    private void open() {
        for (int i = 0; i < 3; i++) {
            breaker.failed(NOW);
        }
    }
}
