package io.orra.authagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryWaitTest {

    @ParameterizedTest
    @CsvSource({"0, 0, 3750", "0, 0.5, 5000", "1, 0.5, 10000", "3, 0.5, 40000", "6, 0.5, 300000", "900, 0.5, 300000"})
    void doublesUpToTheLongestWithAQuarterMoreOrLess(long failures, double chance, long millis) {
        assertThat(new RetryWait(Duration.ofSeconds(300), () -> chance).after(failures))
                .isEqualTo(Duration.ofMillis(millis));
    }
}
