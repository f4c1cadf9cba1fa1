package io.orra.tickstore;

import io.orra.health.AgentHealth;
import io.orra.health.Agents;
import io.orra.marketdata.FeedLedger;
import io.orra.marketdata.MarketDatabase;
import io.orra.marketdata.MarketDatabaseException;
import io.orra.marketdata.MinuteArchive;
import io.orra.marketdata.TickArchive;
import io.orra.settings.InstanceRoles;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps room for the ticks of the coming days, lets go of what is too old, and shows how storing goes. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TickUpkeep {

    private static final Logger LOG = Logger.getLogger(TickUpkeep.class.getName());
    private static final int DAYS_AHEAD = 4;

    /** Living feeds are noted every two seconds, while the database answers. */
    private static final Duration LOST_AFTER = Duration.ofSeconds(15);

    @Inject
    private InstanceRoles roles;

    @Inject
    private MarketDatabase database;

    @Inject
    private TickStorage storage;

    @Inject
    private Agents agents;

    @Inject
    private Clock clock;

    @Inject
    @ConfigProperty(name = "MARKET_TICKS_KEPT_DAYS", defaultValue = "30")
    private int keptDays;

    @Inject
    @ConfigProperty(name = "MARKET_CANDLES_KEPT_DAYS", defaultValue = "400")
    private int candlesKeptDays;

    private volatile LocalDate tended;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, timezone = "Asia/Kolkata", info = "ticks")
    void round() {
        if (!roles.ticker() || !database.ready()) {
            return;
        }
        describe();
        LocalDate today = LocalDate.now(clock);
        if (!today.equals(tended)) {
            tend(today);
        }
    }

    /** Ticks are there within a second or two of their minute's end; what comes later has it made once more. */
    @Schedule(
            hour = "*",
            minute = "*",
            second = "10,40",
            persistent = false,
            timezone = "Asia/Kolkata",
            info = "candles")
    void makeMinutes() {
        if (roles.ticker() && database.ready()) {
            try {
                new MinuteArchive(database.source()).materialize(clock.instant().minusSeconds(5));
            } catch (MarketDatabaseException away) {
                LOG.log(Level.WARNING, "minutes were not made: {0}", away.getMessage());
            }
        }
    }

    /** An instance that was killed can't end its feeds; the others do, within seconds. */
    @Schedule(
            hour = "*",
            minute = "*",
            second = "*/3",
            persistent = false,
            timezone = "Asia/Kolkata",
            info = "lost feeds")
    void endLostFeeds() {
        if (roles.ticker() && database.ready()) {
            try {
                Instant now = clock.instant();
                int lost = new FeedLedger(database.source()).endLost(now.minus(LOST_AFTER), now);
                if (lost > 0) {
                    LOG.log(Level.WARNING, "{0} feeds of an instance that is no more are ended", lost);
                }
            } catch (MarketDatabaseException away) {
                LOG.log(Level.FINE, "lost feeds were not looked for: {0}", away.getMessage());
            }
        }
    }

    private void describe() {
        AgentHealth health = agents.ticker();
        TickStore.Counts counts = storage.counts();
        health.metric("ticks_stored", counts.stored());
        health.metric("ticks_seen_before", counts.seenBefore());
        health.metric("ticks_out_of_time", counts.outOfTime());
        health.metric("ticks_storage_refused", counts.refused());
        health.metric("ticks_storage_waiting", counts.waiting());
    }

    private void tend(LocalDate today) {
        try {
            TickArchive archive = new TickArchive(database.source());
            archive.makeRoom(today, DAYS_AHEAD);
            int dropped = archive.dropBefore(today.minusDays(keptDays));
            new MinuteArchive(database.source()).dropBefore(today.minusDays(candlesKeptDays));
            if (dropped > 0) {
                LOG.log(Level.INFO, "ticks of {0} days are no longer kept", dropped);
            }
            tended = today;
        } catch (MarketDatabaseException away) {
            LOG.log(Level.WARNING, "room for ticks was not made: {0}", away.getMessage());
        }
    }
}
