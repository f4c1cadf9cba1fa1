package io.orra.authagent;

import io.orra.health.AgentHealth;
import io.orra.health.Agents;
import io.orra.kite.LoginFailureReason;
import io.orra.persistence.SchemaAtStart;
import io.orra.settings.InstanceRoles;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Logs in whoever is due, asked anew every three seconds (docs/adr/0007), some at a time, and tells of failures. The
 * hour and the day are the market's, see {@link LoginPolicy}.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AuthAgent {

    private static final Logger LOG = Logger.getLogger(AuthAgent.class.getName());

    /** A user whose login is under way or waits after a failure. */
    private record Slot(boolean underWay, Instant notBefore) {}

    @Inject
    private InstanceRoles roles;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private LoginLedger ledger;

    @Inject
    private TenantLogin login;

    @Inject
    private AuthErrorReporter reporter;

    @Inject
    private SessionMirror mirror;

    @Inject
    private MarketCalendar calendar;

    @Inject
    private Agents agents;

    @Inject
    private Clock clock;

    @Resource
    private ManagedExecutorService threads;

    @Inject
    @ConfigProperty(name = "AUTH_LOGIN_TIME", defaultValue = "08:00")
    private LocalTime loginTime;

    @Inject
    @ConfigProperty(name = "AUTH_MAX_RETRY_DELAY_SECONDS", defaultValue = "300")
    private long longestWaitSeconds;

    @Inject
    @ConfigProperty(name = "AUTH_LOGIN_PARALLELISM", defaultValue = "2")
    private int parallelism;

    private final Map<UUID, Slot> slots = new ConcurrentHashMap<>();
    private LoginPolicy policy;
    private Semaphore free;

    @PostConstruct
    void prepare() {
        policy = new LoginPolicy(calendar, loginTime);
        free = new Semaphore(parallelism);
    }

    @Schedule(
            hour = "*",
            minute = "*",
            second = "*/3",
            timezone = "Asia/Kolkata",
            persistent = false,
            info = "auth agent: logins that are due")
    void round() {
        AgentHealth health = agents.auth();
        health.ready(roles.auth() && schema.done());
        if (!roles.auth() || !schema.done()) {
            return;
        }
        health.run();
        try {
            Instant now = clock.instant();
            LocalDate day = BrokerDay.businessDate(now);
            List<LoginCandidate> candidates = ledger.candidates(day);
            health.metric("linked", candidates.size());
            health.metric(
                    "live_sessions",
                    candidates.stream().filter(c -> c.hasLiveSession(now)).count());
            health.metric(
                    "paused", candidates.stream().filter(LoginCandidate::paused).count());
            if (policy.open(now)) {
                candidates.stream().filter(c -> policy.due(c, now)).forEach(c -> begin(c, day, now));
            }
            reporter.report();
            mirror.repair();
            health.success();
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "a round of the auth agent failed ({0})",
                    away.getClass().getName());
            health.failure("a service that the agent needs does not answer");
        }
    }

    private void begin(LoginCandidate candidate, LocalDate day, Instant now) {
        Slot slot = slots.get(candidate.userId());
        if (slot != null && (slot.underWay() || now.isBefore(slot.notBefore())) || !free.tryAcquire()) {
            return;
        }
        slots.put(candidate.userId(), new Slot(true, now));
        threads.execute(() -> {
            try {
                finish(candidate, login.attempt(candidate, day));
            } catch (RuntimeException lost) {
                LOG.log(Level.WARNING, "a login of tenant {0} could not be recorded ({1})", new Object[] {
                    candidate.tenantId(), lost.getClass().getName()
                });
                finish(candidate, Optional.of(LoginFailureReason.BROKER_UNAVAILABLE));
            } finally {
                free.release();
            }
        });
    }

    private void finish(LoginCandidate candidate, Optional<LoginFailureReason> failure) {
        if (failure.isEmpty()) {
            slots.remove(candidate.userId());
            agents.auth().count("logins");
            return;
        }
        Duration wait = LoginPolicy.backOff(candidate.attempts(), Duration.ofSeconds(longestWaitSeconds));
        long jittered = (long) (wait.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1.25));
        slots.put(candidate.userId(), new Slot(false, clock.instant().plusMillis(jittered)));
        agents.auth().count("failed_" + failure.get().code());
    }
}
