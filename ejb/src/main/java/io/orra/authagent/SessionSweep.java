package io.orra.authagent;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** When all sessions are doubted: on the morning of a trading day, and once after a start. */
final class SessionSweep {

    private static final Logger LOG = Logger.getLogger(SessionSweep.class.getName());

    private final MarketCalendar calendar;
    private final Clock clock;
    private final BooleanSupplier ready;
    private final Supplier<List<LiveSession>> sessions;
    private final Consumer<LiveSession> doubt;
    private final AtomicBoolean caughtUp = new AtomicBoolean();

    /**
     * @param ready whether this instance may work at all
     * @param doubt asks the broker of a session
     */
    SessionSweep(
            MarketCalendar calendar,
            Clock clock,
            BooleanSupplier ready,
            Supplier<List<LiveSession>> sessions,
            Consumer<LiveSession> doubt) {
        this.calendar = calendar;
        this.clock = clock;
        this.ready = ready;
        this.sessions = sessions;
        this.doubt = doubt;
    }

    void beforeTheMarketOpens() {
        if (calendar.isTradingDay(BrokerDay.businessDate(clock.instant()))) {
            all();
        }
    }

    /** To be asked again and again: what could not be done at first is done later, and then no more. */
    void afterTheStart() {
        if (!caughtUp.get() && all()) {
            caughtUp.set(true);
        }
    }

    /** Returns whether the sessions could be read. */
    private boolean all() {
        if (!ready.getAsBoolean()) {
            return false;
        }
        try {
            sessions.get().forEach(doubt);
            return true;
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "the sessions could not be read ({0})",
                    away.getClass().getName());
            return false;
        }
    }
}
