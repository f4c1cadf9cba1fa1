package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptTest {

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "201, DELIVERED",
        "204, DELIVERED",
        "302, AWAY",
        "400, FINAL",
        "401, FINAL",
        "403, FINAL",
        "404, INACTIVE",
        "405, FINAL",
        "408, AWAY",
        "409, WORKFLOW",
        "413, FINAL",
        "422, FINAL",
        "429, BUSY",
        "500, WORKFLOW",
        "502, AWAY",
        "503, AWAY",
        "504, AWAY"
    })
    void each_status_says_what_to_do_next(int status, Attempt.Kind kind) {
        Attempt attempt = Attempt.answered(status, 5);

        assertThat(attempt.kind()).isEqualTo(kind);
        assertThat(attempt.delivered()).isEqualTo(kind == Attempt.Kind.DELIVERED);
        assertThat(attempt.reason()).isEqualTo(attempt.delivered() ? "delivered" : "http_" + status);
    }

    @Test
    void no_answer_means_away_and_no_webhook_that_nothing_helps() {
        assertThat(Attempt.unanswered("timeout", 10_000).kind()).isEqualTo(Attempt.Kind.AWAY);
        assertThat(Attempt.noWebhook().kind()).isEqualTo(Attempt.Kind.FINAL);
        assertThat(Attempt.notAllowed().kind()).isEqualTo(Attempt.Kind.FINAL);
    }
}
