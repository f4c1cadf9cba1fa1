package io.orra.authagent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** When the auth agent logs in, and how many at a time. */
@ApplicationScoped
public class LoginSettings {

    /** A shorter interval would log in again before the session was of use. */
    private static final long SHORTEST_INTERVAL_SECONDS = 300;

    private static final int AT_A_TIME_BY_HTTP = 64;
    private static final int AT_A_TIME_BY_BROWSER = 12;

    private LoginPolicy policy;
    private Duration longestWait;
    private int parallelism;

    @Inject
    LoginSettings(
            MarketCalendar calendar,
            @ConfigProperty(name = "AUTH_LOGIN_TIME", defaultValue = "08:00") LocalTime loginTime,
            @ConfigProperty(name = "AUTH_REFRESH_INTERVAL_SECONDS") Optional<Long> interval,
            @ConfigProperty(name = "AUTH_MAX_RETRY_DELAY_SECONDS", defaultValue = "300") long longestWaitSeconds,
            @ConfigProperty(name = "AUTH_LOGIN_MODE", defaultValue = "browser") String mode,
            @ConfigProperty(name = "AUTH_LOGIN_PARALLELISM") Optional<Integer> parallelism) {
        this.policy = new LoginPolicy(
                calendar,
                loginTime,
                interval.map(seconds -> Duration.ofSeconds(Math.max(seconds, SHORTEST_INTERVAL_SECONDS)))
                        .orElse(null));
        this.longestWait = Duration.ofSeconds(2 * longestWaitSeconds);
        this.parallelism = parallelism.orElse("http".equals(mode) ? AT_A_TIME_BY_HTTP : AT_A_TIME_BY_BROWSER);
    }

    protected LoginSettings() {}

    LoginPolicy policy() {
        return policy;
    }

    /** No wait is longer; one that seems to be was noted before the clock went back. */
    Duration longestWait() {
        return longestWait;
    }

    int parallelism() {
        return parallelism;
    }
}
