package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({
        "503, 1, 1",
        "503, 2, 2",
        "503, 4, 8",
        "503, 20, 60",
        "404, 1, 30",
        "404, 2, 60",
        "404, 9, 600",
        "500, 1, 2",
        "500, 2, 6",
        "500, 3, 18",
        "500, 9, 300"
    })
    void grows_with_each_attempt_by_the_kind_of_failure(int status, int attempt, long seconds) {
        assertThat(new Backoff(() -> 0.5).after(Attempt.answered(status, 1), attempt))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void is_spread_by_a_fifth_to_both_sides() {
        Attempt failed = Attempt.unanswered("timeout", 1);

        assertThat(new Backoff(() -> 0).after(failed, 4)).isEqualTo(Duration.ofMillis(6_400));
        assertThat(new Backoff(() -> 1).after(failed, 4)).isEqualTo(Duration.ofMillis(9_600));
    }

    @Test
    void is_never_shorter_than_what_the_webhook_asks_for() {
        Attempt busy = Attempt.answered(503, 1, Duration.ofSeconds(40));

        assertThat(new Backoff(() -> 0.5).after(busy, 1)).isEqualTo(Duration.ofSeconds(40));
    }
}
