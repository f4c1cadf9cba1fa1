package io.orra.authagent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long to wait after a failure on the way: doubling from 5 s up to {@code AUTH_MAX_RETRY_DELAY_SECONDS}, a quarter
 * more or less, so that many tenants don't come back at once.
 */
@ApplicationScoped
public class RetryWait {

    private Duration longest;
    private DoubleSupplier chance;

    @Inject
    RetryWait(@ConfigProperty(name = "AUTH_MAX_RETRY_DELAY_SECONDS", defaultValue = "300") long longestSeconds) {
        this(Duration.ofSeconds(longestSeconds), RandomGenerator.getDefault()::nextDouble);
    }

    /** @param chance from 0 up to but without 1 */
    RetryWait(Duration longest, DoubleSupplier chance) {
        this.longest = longest;
        this.chance = chance;
    }

    protected RetryWait() {}

    /** @param failures how many attempts of the day came before */
    Duration after(long failures) {
        Duration wait = Duration.ofSeconds(5L << Math.min(failures, 10));
        Duration capped = wait.compareTo(longest) < 0 ? wait : longest;
        return Duration.ofMillis((long) (capped.toMillis() * (0.75 + chance.getAsDouble() / 2)));
    }
}
