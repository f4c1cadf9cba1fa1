package io.orra.marketdata;

import io.orra.health.AgentHealth;
import io.orra.health.Agents;
import io.orra.kite.InstrumentDump;
import io.orra.kite.KiteApiException;
import io.orra.settings.InstanceRoles;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Fetches the broker's list once a day, after it is made anew in the morning, and at a start that finds none of the day.
 * What fails is tried again after five minutes; until then the list of the day before stands.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class InstrumentUpkeep {

    private static final Logger LOG = Logger.getLogger(InstrumentUpkeep.class.getName());

    /** The broker makes its list anew at about 08:30; the market's zone. */
    private static final LocalTime MADE = LocalTime.of(8, 35);

    private static final long RETRY_SECONDS = 300;

    @Inject
    private InstanceRoles roles;

    @Inject
    private MarketDatabase database;

    @Inject
    private InstrumentDump dump;

    @Inject
    private Agents agents;

    @Inject
    private Clock clock;

    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Instant notBefore = Instant.MIN;

    @Schedule(
            hour = "*",
            minute = "*",
            second = "*/5",
            persistent = false,
            timezone = "Asia/Kolkata",
            info = "instruments")
    void round() {
        if (!roles.ticker() || !database.ready() || clock.instant().isBefore(notBefore)) {
            return;
        }
        if (running.compareAndSet(false, true)) {
            try {
                fetchWhenDue();
            } finally {
                running.set(false);
            }
        }
    }

    private void fetchWhenDue() {
        AgentHealth health = agents.ticker();
        try {
            InstrumentImport imports = new InstrumentImport(database.source());
            LocalDate due = due(clock.instant().atZone(clock.getZone()));
            if (imports.newest().filter(newest -> !newest.isBefore(due)).isPresent()) {
                return;
            }
            Optional<InstrumentImport.Outcome> outcome = dump.read(csv -> imports.run(csv, due, clock.instant()));
            outcome.ifPresent(done -> {
                LOG.log(Level.INFO, "instruments of {0}: {1}", new Object[] {due, done});
                health.metric("instruments_listed", done.listed());
            });
        } catch (KiteApiException refused) {
            later("the broker gave no list: " + refused.kind().code());
        } catch (MarketDatabaseException | IOException failed) {
            later(failed.getClass().getSimpleName());
        }
    }

    /** The day whose list the broker has by now. */
    static LocalDate due(ZonedDateTime now) {
        return now.toLocalTime().isBefore(MADE) ? now.toLocalDate().minusDays(1) : now.toLocalDate();
    }

    private void later(String reason) {
        notBefore = clock.instant().plusSeconds(RETRY_SECONDS);
        LOG.log(Level.WARNING, "instruments were not taken over ({0}); trying again in {1} s", new Object[] {
            reason, RETRY_SECONDS
        });
        agents.ticker().count("instrument_imports_failed");
    }
}
