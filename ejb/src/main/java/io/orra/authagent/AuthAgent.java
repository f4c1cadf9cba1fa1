package io.orra.authagent;

import io.orra.health.AgentHealth;
import io.orra.health.Agents;
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
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

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

    @Inject
    private InstanceRoles roles;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private LoginLedger ledger;

    @Inject
    private TenantLogin login;

    @Inject
    private LoginSettings settings;

    @Inject
    private RetryWait wait;

    @Inject
    private AuthErrorReporter reporter;

    @Inject
    private SessionMirror mirror;

    @Inject
    private LoginHealth state;

    @Inject
    private Agents agents;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    /** Logins that are not to be asked for before then: the database has the last word, this only spares it. */
    private final Map<Login, Instant> notBefore = new ConcurrentHashMap<>();

    private LoginQueue queue;

    @PostConstruct
    void prepare() {
        queue = new LoginQueue(work -> threads.newThread(work).start(), settings.parallelism());
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
            List<LoginCandidate> candidates = ledger.candidates(BrokerDay.businessDate(now));
            LoginPolicy policy = settings.policy();
            if (policy.open(now)) {
                candidates.stream().filter(c -> policy.due(c, now)).forEach(c -> begin(c, now));
            }
            ledger.closeAbandoned();
            reporter.report();
            mirror.repair();
            health.metric("logins_under_way_or_waiting", queue.size());
            state.tell(health, candidates, policy.open(now), now);
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "a round of the auth agent failed ({0})",
                    away.getClass().getName());
            health.failure("a service that the agent needs does not answer");
        }
    }

    private void begin(LoginCandidate candidate, Instant now) {
        Instant wanted = notBefore.get(Login.of(candidate));
        if (wanted == null || !now.isBefore(wanted) || wanted.isAfter(now.plus(settings.longestWait()))) {
            queue.offer(Login.of(candidate), () -> attempt(candidate));
        }
    }

    private void attempt(LoginCandidate candidate) {
        try {
            finish(candidate, login.attempt(candidate));
        } catch (RuntimeException lost) {
            LOG.log(Level.WARNING, "a login of tenant {0} could not be recorded ({1})", new Object[] {
                candidate.tenantId(), lost.getClass().getName()
            });
            pause(candidate);
        }
    }

    private void finish(LoginCandidate candidate, LoginResult result) {
        state.clock(result.kind() != LoginResult.Kind.CLOCK_OFF);
        switch (result.kind()) {
            case LOGGED_IN -> {
                notBefore.remove(Login.of(candidate));
                agents.auth().count("logins");
            }
            case FAILED -> {
                pause(candidate);
                agents.auth().count("failed_" + result.failure().code());
            }
            case HELD, CLOCK_OFF -> pause(candidate);
        }
    }

    private void pause(LoginCandidate candidate) {
        notBefore.put(Login.of(candidate), clock.instant().plus(wait.after(candidate.attempts())));
    }
}
