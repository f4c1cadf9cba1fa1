package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentlyAskedTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T04:00:00Z");

    private final UUID tenant = UUID.randomUUID();
    private Instant now = BEGIN;
    private final RecentlyAsked asked = new RecentlyAsked(Duration.ofSeconds(60), new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void aTenantIsAskedForOnceInSixtySeconds() {
        assertThat(asked.take(tenant)).isEqualTo(RecentlyAsked.Turn.FIRST);
        now = BEGIN.plusMillis(59_999);
        assertThat(asked.take(tenant)).isEqualTo(RecentlyAsked.Turn.NOT_YET);
        now = BEGIN.plusSeconds(60);
        assertThat(asked.take(tenant)).isEqualTo(RecentlyAsked.Turn.AGAIN);
        assertThat(asked.take(tenant)).isEqualTo(RecentlyAsked.Turn.NOT_YET);
        now = BEGIN.plusSeconds(120);
        assertThat(asked.take(tenant)).isEqualTo(RecentlyAsked.Turn.AGAIN);
    }

    @Test
    void oneTenantsTurnIsNoneOfAnothers() {
        asked.take(tenant);
        assertThat(asked.take(UUID.randomUUID())).isEqualTo(RecentlyAsked.Turn.FIRST);
    }
}
