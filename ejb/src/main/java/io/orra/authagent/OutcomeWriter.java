package io.orra.authagent;

import io.orra.kite.Sleeper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes down what came of a login, again and again while the database is away. The broker has seen the login: thrown
 * away, its session would cost the account a second one, and stand for an uncertain one until then.
 */
@ApplicationScoped
public class OutcomeWriter {

    private static final Logger LOG = Logger.getLogger(OutcomeWriter.class.getName());

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Clock clock;
    private Sleeper sleeper;

    @Inject
    OutcomeWriter(Clock clock) {
        this(clock, Sleeper.REAL);
    }

    OutcomeWriter(Clock clock, Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    protected OutcomeWriter() {}

    /**
     * @param entry may be made again where nobody knows whether it was committed
     * @param until from then on the attempt may be taken for abandoned, and what the last try threw is thrown
     */
    void write(Instant until, Runnable entry) {
        boolean told = false;
        while (true) {
            try {
                entry.run();
                return;
            } catch (RuntimeException away) {
                if (!told) {
                    LOG.log(
                            Level.WARNING,
                            "what came of a login waits to be recorded ({0})",
                            away.getClass().getName());
                    told = true;
                }
                if (!clock.instant().isBefore(until) || !slept()) {
                    throw away;
                }
            }
        }
    }

    /** False when the application ends. */
    private boolean slept() {
        try {
            sleeper.sleep(PAUSE);
            return true;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
