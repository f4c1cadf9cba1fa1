package io.orra.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionInRedisTest {
    @Test
    void the_broker_forgets_at_the_next_six_o_clock_in_india() {
        assertThat(SessionInRedis.nextFlush(Instant.parse("2026-11-24T00:29:59Z")))
                .isEqualTo("2026-11-24T00:30:00Z");
        assertThat(SessionInRedis.nextFlush(Instant.parse("2026-11-24T00:30:00Z")))
                .isEqualTo("2026-11-25T00:30:00Z");
        assertThat(SessionInRedis.nextFlush(Instant.parse("2026-11-24T20:00:00Z")))
                .isEqualTo("2026-11-25T00:30:00Z");
    }
}
