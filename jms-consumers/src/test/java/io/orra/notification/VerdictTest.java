package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    private static final int MOST = 5;

    @Test
    void a_failure_of_this_notification_costs_an_attempt_and_the_last_one_kills() {
        Verdict again = verdict(1, Attempt.answered(500, 1), false, NOW);
        assertThat(again.state()).isEqualTo(NotificationState.WAITING);
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.dueAt()).isEqualTo(NOW.plusSeconds(6));

        Verdict dead = verdict(4, Attempt.answered(500, 1), false, NOW);
        assertThat(dead.state()).isEqualTo(NotificationState.DEAD);
        assertThat(dead.reason()).isEqualTo("http_500");
    }

    @Test
    void while_the_webhook_is_dead_a_notification_is_parked_and_no_attempt_burns() {
        Verdict parked = verdict(4, Attempt.unanswered("unreachable", 1), true, NOW);

        assertThat(parked.state()).isEqualTo(NotificationState.WAITING);
        assertThat(parked.attempts()).isEqualTo(4);
        assertThat(parked.dueAt()).isEqualTo(NOW);
    }

    @Test
    void a_busy_webhook_costs_nothing_and_is_left_alone_as_long_as_it_asks() {
        Verdict busy = verdict(4, Attempt.answered(429, 1, Duration.ofSeconds(7)), false, NOW);

        assertThat(busy.attempts()).isEqualTo(4);
        assertThat(busy.dueAt()).isEqualTo(NOW.plusSeconds(7));
    }

    @Test
    void a_refused_request_is_dead_at_once() {
        assertThat(verdict(0, Attempt.answered(403, 1), false, NOW).state()).isEqualTo(NotificationState.DEAD);
        assertThat(verdict(0, Attempt.noWebhook(), false, NOW).reason()).isEqualTo("no_webhook");
    }

    @Test
    void what_is_older_than_a_day_is_not_worth_telling_even_when_the_webhook_was_dead_all_the_time() {
        Verdict late = verdict(0, Attempt.unanswered("timeout", 1), true, NOW.plusSeconds(86_401));

        assertThat(late.state()).isEqualTo(NotificationState.DEAD);
        assertThat(late.reason()).isEqualTo("expired");
        assertThat(verdict(0, Attempt.answered(200, 1), false, NOW.plusSeconds(86_401))
                        .state())
                .isEqualTo(NotificationState.DELIVERED);
    }

    private static Verdict verdict(int attempts, Attempt attempt, boolean webhookClosed, Instant when) {
        ClaimedNotification claimed = new ClaimedNotification(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "q",
                "e",
                "info",
                NotificationChannel.EMAIL,
                WebhookLine.EMAIL,
                "lane",
                "a@example.org",
                "a***",
                "{}",
                attempts,
                "",
                NOW);
        return Verdict.of(claimed, attempt, webhookClosed, MOST, Duration.ofDays(1), new Backoff(() -> 0.5), when);
    }
}
