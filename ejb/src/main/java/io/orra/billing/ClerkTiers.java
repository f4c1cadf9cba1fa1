package io.orra.billing;

import io.orra.identity.Caller;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The tier that Clerk's metadata gives to an organisation of which no billing event was ever seen. Asked at most once a
 * minute for each: the first time before the answer, later beside it. While Clerk is away, or names no tier, the tier
 * stays what it was, and for some seconds nobody waits for Clerk again.
 */
@ApplicationScoped
public class ClerkTiers {

    private static final Logger LOG = Logger.getLogger(ClerkTiers.class.getName());
    private static final Duration FRESH = Duration.ofSeconds(60);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);
    private static final int BESIDE = 4;

    @Inject
    @ConfigProperty(name = "CLERK_SECRET_KEY")
    private Optional<String> key;

    @Inject
    @ConfigProperty(name = "CLERK_API_BASE_URL", defaultValue = "https://api.clerk.com/v1")
    private URI base;

    @Inject
    private UnbilledTenants unbilled;

    @Inject
    private Clock clock;

    @Resource
    private ManagedExecutorService threads;

    private final Semaphore places = new Semaphore(BESIDE);
    private Optional<ClerkMetadata> clerk;
    private RecentlyAsked asked;
    private volatile Instant awayUntil = Instant.MIN;

    @PostConstruct
    void open() {
        clerk = key.map(secret -> new ClerkMetadata(base, secret));
        asked = new RecentlyAsked(FRESH, clock);
    }

    /** Outside a transaction: it may wait for Clerk. */
    public void refresh(Caller caller) {
        if (clerk.isEmpty() || clock.instant().isBefore(awayUntil)) {
            return;
        }
        switch (asked.take(caller.tenantId())) {
            case FIRST -> ask(caller);
            case AGAIN -> askBeside(caller);
            case NOT_YET -> {}
        }
    }

    /** With all places taken the tenant waits for its next turn. */
    private void askBeside(Caller caller) {
        if (!places.tryAcquire()) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    ask(caller);
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException stopping) {
            places.release();
        }
    }

    private void ask(Caller caller) {
        if (!unbilled.isUnbilled(caller.tenantId())) {
            return;
        }
        try {
            clerk.orElseThrow().tier(caller.organisation()).ifPresent(tier -> unbilled.take(caller.tenantId(), tier));
        } catch (IOException away) {
            awayUntil = clock.instant().plus(LEFT_ALONE);
            LOG.log(
                    Level.WARNING,
                    "billing: Clerk tells no metadata ({0}); tiers stay",
                    away.getClass().getName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
