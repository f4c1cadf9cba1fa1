package io.orra.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenTokensTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T04:00:00Z");

    private Instant now = BEGIN;
    private final ProvenTokens tokens = new ProvenTokens(new Clock() {
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
    void aTokenIsKnownForAMinuteAtTheMost() {
        ClerkToken token = token("one");
        tokens.keep("one", token, BEGIN.plusSeconds(3_600));
        now = BEGIN.plusMillis(59_999);
        assertThat(tokens.find("one")).containsSame(token);
        now = BEGIN.plusSeconds(60);
        assertThat(tokens.find("one")).isEmpty();
    }

    @Test
    void aTokenIsNotKnownBeyondItsEnd() {
        tokens.keep("short", token("short"), BEGIN.plusSeconds(5));
        now = BEGIN.plusMillis(4_999);
        assertThat(tokens.find("short")).isPresent();
        now = BEGIN.plusSeconds(5);
        assertThat(tokens.find("short")).isEmpty();
    }

    @Test
    void onlyTheVeryTokenIsKnown() {
        tokens.keep("a.b.c", token("a"), BEGIN.plusSeconds(60));
        assertThat(tokens.find("a.b.d")).isEmpty();
    }

    @Test
    void aFloodOfTokensFindsNoMoreRoomUntilOldOnesEnd() {
        for (int i = 0; i < 5_000; i++) {
            tokens.keep("token" + i, token("token" + i), BEGIN.plusSeconds(60));
        }
        assertThat(tokens.find("token0")).isPresent();
        assertThat(tokens.find("token4999")).isEmpty();
        now = BEGIN.plusSeconds(60);
        tokens.keep("new", token("new"), BEGIN.plusSeconds(100));
        assertThat(tokens.find("new")).isPresent();
    }

    private static ClerkToken token(String raw) {
        return new ClerkToken(raw, Map.of("sub", "user"));
    }
}
