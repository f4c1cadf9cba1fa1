package io.orra.marketdata;

import io.orra.authagent.LiveSession;
import io.orra.authagent.MarketCalendar;
import io.orra.authagent.PrimarySessions;
import io.orra.credentials.CannotOpenException;
import io.orra.credentials.CredentialVault;
import io.orra.health.Agents;
import io.orra.kite.KiteApi;
import io.orra.kite.TickerSession;
import io.orra.settings.InstanceRoles;
import jakarta.annotation.PostConstruct;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has gaps filled by whichever session the broker gives its history to, on one instance at a time, so that the broker's
 * limit holds for all together.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class GapUpkeep {

    private static final Logger LOG = Logger.getLogger(GapUpkeep.class.getName());
    private static final Duration A_ROUND = Duration.ofSeconds(8);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(10);
    private static final Duration AFTER_TOO_MANY = Duration.ofSeconds(30);

    @Inject
    private InstanceRoles roles;

    @Inject
    private MarketDatabase database;

    @Inject
    private PrimarySessions sessions;

    @Inject
    private CredentialVault vault;

    @Inject
    private KiteApi kite;

    @Inject
    private MarketCalendar calendar;

    @Inject
    private Agents agents;

    @Inject
    private Clock clock;

    private final AtomicBoolean running = new AtomicBoolean();
    /** Sessions that the broker does not give its history to, until when. */
    private final Map<UUID, Instant> without = new ConcurrentHashMap<>();

    private volatile Instant notBefore = Instant.EPOCH;
    private GapFilling filling;
    private GapTurn turn;

    @PostConstruct
    void prepare() {
        filling = new GapFilling(new Gaps(database.source()), kite, new TradingHours(calendar), clock);
        turn = new GapTurn(database.source());
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false, timezone = "Asia/Kolkata", info = "gaps")
    void round() {
        boolean mine = roles.ticker() && database.ready() && clock.instant().isAfter(notBefore);
        if (mine && running.compareAndSet(false, true)) {
            try {
                turn.take(this::fill);
            } catch (MarketDatabaseException away) {
                LOG.log(Level.WARNING, "gaps were not filled: {0}", away.getMessage());
            } finally {
                running.set(false);
            }
        }
    }

    private void fill() {
        long end = System.nanoTime() + A_ROUND.toNanos();
        agents.ticker().count("gaps_settled", filling.sift(end));
        try {
            Optional<LiveSession> session = usable();
            while (session.isPresent() && System.nanoTime() < end) {
                switch (filling.next(open(session.get()))) {
                    case NOTHING -> {
                        return;
                    }
                    case DONE -> agents.ticker().count("gaps_settled");
                    case LATER -> agents.ticker().count("gaps_tried");
                    case STOP -> {
                        notBefore = clock.instant().plus(AFTER_TOO_MANY);
                        return;
                    }
                    case OTHER_SESSION -> {
                        without.put(session.get().tenantId(), clock.instant().plus(AFTER_REFUSAL));
                        session = usable();
                    }
                }
            }
        } catch (CannotOpenException unopened) {
            LOG.log(Level.WARNING, "gaps wait: a session cannot be opened");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<LiveSession> usable() {
        Instant now = clock.instant();
        without.values().removeIf(until -> until.isBefore(now));
        return sessions.primary().stream()
                .filter(session -> !without.containsKey(session.tenantId()))
                .findFirst();
    }

    private TickerSession open(LiveSession session) throws CannotOpenException {
        return new TickerSession(
                vault.openApiKey(session.tenantId(), session.userId(), session.apiKey()),
                vault.openAccessToken(session.tenantId(), session.userId(), session.accessToken()));
    }
}
