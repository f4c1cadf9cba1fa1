package io.orra.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How notifications are dispatched, from the environment. */
@ApplicationScoped
public class DispatchSettings {

    @Inject
    @ConfigProperty(name = "N8N_TIMEOUT_MS", defaultValue = "10000")
    private int callMillis;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_MAX_ATTEMPTS", defaultValue = "5")
    private int maxAttempts;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_MAX_AGE_HOURS", defaultValue = "24")
    private int maxAgeHours;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_WEBHOOK_PARALLELISM", defaultValue = "64")
    private int parallelism;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_WEBHOOK_RATE", defaultValue = "30")
    private double callsPerSecond;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_BREAKER_FAILURES", defaultValue = "5")
    private int breakerFailures;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_FOLD_SECONDS", defaultValue = "60")
    private int foldSeconds;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_TENANT_BUDGET", defaultValue = "30")
    private int tenantBudget;

    /** The longest wait for a webhook's answer. */
    public Duration callTimeout() {
        return Duration.ofMillis(callMillis);
    }

    /** Counted attempts before a channel is given up. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** After this a notification is too old to be worth telling. */
    public Duration maxAge() {
        return Duration.ofHours(maxAgeHours);
    }

    /** Calls of one webhook at a time. */
    public int parallelism() {
        return parallelism;
    }

    /** Calls of one webhook a second, from all instances together; 0 for no limit. */
    public double callsPerSecond() {
        return callsPerSecond;
    }

    /** Failures in a row that open a webhook's breaker. */
    public int breakerFailures() {
        return breakerFailures;
    }

    /** Within this time repeats become one digest; zero turns folding and budget off. */
    public Duration foldWindow() {
        return Duration.ofSeconds(foldSeconds);
    }

    /** Messages of one tenant within the fold window before all but urgent ones are folded; 0 for no limit. */
    public int tenantBudget() {
        return tenantBudget;
    }
}
