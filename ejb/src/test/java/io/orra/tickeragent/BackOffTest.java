package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(120), new Random(3));

    @Test
    void staysWithinABoundThatDoublesUpToTheLongest() {
        long[] bounds = {2, 4, 8, 16, 32, 64, 120, 120};
        for (int round = 0; round < 500; round++) {
            backOff.reset();
            for (long bound : bounds) {
                assertThat(backOff.next()).isBetween(Duration.ZERO, Duration.ofSeconds(bound));
            }
        }
    }

    @Test
    void usesTheWholeRangeSoThatTenantsDoNotKnockInStep() {
        int low = 0;
        for (int round = 0; round < 1_000; round++) {
            backOff.reset();
            if (backOff.next().toMillis() < 1_000) {
                low++;
            }
        }
        assertThat(low).isBetween(400, 600);
    }

    @Test
    void neverOverflowsHoweverOftenItFails() {
        for (int round = 0; round < 10_000; round++) {
            assertThat(backOff.next()).isBetween(Duration.ZERO, Duration.ofSeconds(120));
        }
    }

    @Test
    void waitsAtLeastHalfOfTheLongestWhenToldToWait() {
        for (int round = 0; round < 500; round++) {
            assertThat(backOff.longest()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
        }
    }
}
