package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerClockTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT1S, true", "PT-1S, true", "PT20S, false", "PT-20S, false", "PT24H, false"})
    void comparesTheHostsClockWithTheDateOfTheAnswer(Duration off, boolean agree) throws Exception {
        try (BrokerPages pages = new BrokerPages()) {
            Clock host = Clock.offset(Clock.systemUTC(), off);
            assertThat(new BrokerClock(HttpClient.newHttpClient(), pages.loginPage(), host, LIMIT)
                            .agreed()
                            .isPresent())
                    .isEqualTo(agree);
        }
    }

    @Test
    void tellsABrokerThatIsAway() {
        BrokerPages gone = new BrokerPages();
        URI page = gone.loginPage();
        gone.close();
        LoginFailedException failure = catchThrowableOfType(
                LoginFailedException.class,
                () -> new BrokerClock(HttpClient.newHttpClient(), page, Clock.systemUTC(), LIMIT).agreed());
        assertThat(failure.reason()).isEqualTo(LoginFailureReason.BROKER_UNAVAILABLE);
        assertThat(failure.credentialsSent()).isFalse();
    }
}
