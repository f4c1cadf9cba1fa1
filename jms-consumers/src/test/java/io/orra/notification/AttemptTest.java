package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTest {

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void any_2xx_is_delivered_and_needs_no_repetition(int status) {
        Attempt attempt = Attempt.answered(status, 5);

        assertThat(attempt.delivered()).isTrue();
        assertThat(attempt.retryable()).isFalse();
        assertThat(attempt.reason()).isEqualTo("delivered");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 408, 409, 429, 500, 502, 503, 504})
    void what_may_pass_is_tried_again(int status) {
        Attempt attempt = Attempt.answered(status, 5);

        assertThat(attempt.delivered()).isFalse();
        assertThat(attempt.retryable()).isTrue();
        assertThat(attempt.reason()).isEqualTo("http_" + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 405, 413, 415, 422})
    void a_refusal_of_the_request_itself_is_not(int status) {
        assertThat(Attempt.answered(status, 5).retryable()).isFalse();
    }

    @Test
    void no_answer_is_tried_again_and_a_webhook_that_nobody_set_is_not() {
        assertThat(Attempt.unanswered("timeout", 10_000).retryable()).isTrue();
        assertThat(Attempt.noWebhook().retryable()).isFalse();
        assertThat(Attempt.noWebhook().delivered()).isFalse();
    }
}
