package io.orra.notification;

import io.orra.health.AgentHealth;
import io.orra.health.Agents;
import io.orra.health.Dependency;
import io.orra.health.DependencyState;
import io.orra.persistence.SchemaAtStart;
import io.orra.settings.InstanceRoles;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes what is due from the outbox, calls the webhooks, and writes down what became of it. One thread talks to the
 * database, for many notifications at once; the calls themselves hold no thread and no transaction.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofMillis(20);
    /** From one exchange with the database to the next: what comes meanwhile goes together. */
    private static final Duration PACE = Duration.ofMillis(10);

    private static final int MOST_RESTORED = 200;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration TO_STOP = Duration.ofSeconds(5);

    @Inject
    private DispatchLedger ledger;

    @Inject
    private RetryAlarms alarms;

    @Inject
    private DispatchSettings settings;

    @Inject
    private WebhookRates rates;

    @Inject
    private WebhookCalls calls;

    @Inject
    private OperatorAlerts operator;

    @Inject
    private InstanceRoles roles;

    @Inject
    private DependencyState dependencies;

    @Inject
    private Agents agents;

    @Inject
    private Clock clock;

    @EJB
    private SchemaAtStart schema;

    @Resource
    private ManagedThreadFactory threads;

    private final UUID owner = UUID.randomUUID();
    private final Map<WebhookLine, WebhookGate> gates = new EnumMap<>(WebhookLine.class);
    private final Queue<DispatchLedger.Made> made = new ConcurrentLinkedQueue<>();
    private final List<DispatchLedger.Made> unsettled = new ArrayList<>();
    private final Queue<Runnable> afterwards = new ConcurrentLinkedQueue<>();
    // All at first: what an instance before this one told of may be over.
    private final EnumSet<WebhookLine> alarmed = EnumSet.allOf(WebhookLine.class);
    private Instant sweptAt = Instant.EPOCH;
    private Instant deadAgainAt = Instant.EPOCH;
    private long exchangedAt = System.nanoTime();
    private BackgroundThread thread;

    @PostConstruct
    void start() {
        for (WebhookLine line : WebhookLine.values()) {
            gates.put(line, new WebhookGate(line, settings, rates.of(line), clock));
        }
        thread = BackgroundThread.of(threads, "orra-notification-dispatch", this::dispatch);
        if (roles.notification()) {
            thread.start();
        }
    }

    @PreDestroy
    void stop() {
        thread.end(TO_STOP);
    }

    /** Something may have become due for these webhooks. */
    public void wake(Collection<WebhookLine> lines) {
        lines.forEach(line -> gates.get(line).wake());
        if (!lines.isEmpty()) {
            thread.wake();
        }
    }

    /** Each webhook's breaker, by the words {@code closed}, {@code open} and {@code half_open}. */
    public Map<WebhookLine, String> breakers() {
        Map<WebhookLine, String> states = new EnumMap<>(WebhookLine.class);
        gates.forEach(
                (line, gate) -> states.put(line, gate.breakerState().name().toLowerCase(java.util.Locale.ROOT)));
        return states;
    }

    private void dispatch() {
        boolean troubled = false;
        while (!thread.stopping()) {
            try {
                if (schema.done()) {
                    round();
                    troubled = false;
                } else {
                    thread.rest(AFTER_TROUBLE);
                }
            } catch (RuntimeException failed) {
                if (!troubled && !thread.stopping()) {
                    LOG.log(Level.WARNING, "the dispatcher waits for database or broker", failed);
                    agents.notification().failure("the outbox can't be read or written");
                }
                troubled = true;
                thread.rest(AFTER_TROUBLE);
            }
        }
    }

    private void round() {
        Instant now = clock.instant();
        if (Duration.between(sweptAt, now).compareTo(SWEEP) >= 0) {
            ledger.sweep();
            holdRestored(now);
            sweptAt = now;
            gates.values().forEach(WebhookGate::wake);
        }
        thread.pauseUntil(exchangedAt + PACE.toNanos());
        exchangedAt = System.nanoTime();
        for (DispatchLedger.Made next = made.poll(); next != null; next = made.poll()) {
            unsettled.add(next);
        }
        boolean begun = exchange();
        settleDead();
        for (Runnable next = afterwards.poll(); next != null; next = afterwards.poll()) {
            next.run();
        }
        if (!begun && made.isEmpty()) {
            thread.rest(anyPending() ? REST : SWEEP);
        }
    }

    private void holdRestored(Instant now) {
        for (ClaimedNotification claimed : ledger.claimRestored(MOST_RESTORED, owner)) {
            Attempt none = Attempt.unanswered(Verdict.RESTORED, 0);
            made.add(new DispatchLedger.Made(claimed, none, Verdict.restored(claimed), now));
        }
    }

    private boolean anyPending() {
        return gates.values().stream().anyMatch(WebhookGate::isPending);
    }

    /** Writes down what was done and takes what may be done now, in one transaction; true when anything was taken. */
    private boolean exchange() {
        List<DispatchLedger.Made> done = unsettled.stream()
                .filter(one -> one.verdict().state() != NotificationState.DEAD)
                .toList();
        Map<WebhookLine, Integer> wanted = new EnumMap<>(WebhookLine.class);
        gates.forEach((line, gate) -> {
            int taken = gate.take();
            if (taken > 0) {
                wanted.put(line, taken);
            }
        });
        if (done.isEmpty() && wanted.isEmpty()) {
            return false;
        }
        List<ClaimedNotification> claimed;
        try {
            claimed = ledger.exchange(done, wanted, owner);
        } catch (RuntimeException failed) {
            wanted.forEach((line, taken) -> gates.get(line).notBegun(taken));
            throw failed;
        }
        wanted.forEach((line, taken) -> begin(
                gates.get(line),
                claimed.stream().filter(one -> one.webhook() == line).toList(),
                taken));
        settled(done);
        return !claimed.isEmpty();
    }

    private void begin(WebhookGate gate, List<ClaimedNotification> claimed, int taken) {
        gate.begun(claimed.size(), taken);
        claimed.forEach(one -> calls.call(gate, one, reason -> opened(gate.line(), reason), ended -> {
            made.add(ended);
            gate.wake();
            thread.wake();
        }));
    }

    private void opened(WebhookLine line, String reason) {
        afterwards.add(() -> {
            alarmed.add(line);
            operator.raise(
                    NotificationAlertKind.webhookDown(line.word()),
                    "The webhook for " + line.word() + " does not work: " + reason + "; its notifications wait");
        });
    }

    private void settled(List<DispatchLedger.Made> done) {
        alarms.set(done, clock.instant());
        unsettled.removeIf(one -> one.verdict().state() != NotificationState.DEAD);
        AgentHealth health = agents.notification();
        EnumSet<WebhookLine> alive = EnumSet.noneOf(WebhookLine.class);
        for (DispatchLedger.Made one : done) {
            if (one.attempt().delivered()) {
                health.count("delivered");
                health.success();
                alive.add(one.claimed().webhook());
            } else {
                health.count("failed");
            }
        }
        alive.forEach(this::recovered);
    }

    private void recovered(WebhookLine line) {
        if (gates.get(line).breakerState() == CircuitBreaker.State.CLOSED && alarmed.remove(line)) {
            operator.over(NotificationAlertKind.webhookDown(line.word()));
        }
    }

    /** Needs the broker as well; while that is away they wait here, and the others go on. */
    private void settleDead() {
        Instant now = clock.instant();
        if (unsettled.isEmpty() || now.isBefore(deadAgainAt)) {
            return;
        }
        if (!dependencies.up(Dependency.ARTEMIS)) {
            deadAgainAt = now.plus(AFTER_TROUBLE);
            return;
        }
        try {
            List.copyOf(unsettled).forEach(this::giveUp);
        } catch (RuntimeException failed) {
            LOG.log(
                    Level.WARNING,
                    "dead letters wait for the broker: {0}",
                    failed.getClass().getName());
            deadAgainAt = now.plus(AFTER_TROUBLE);
        }
    }

    private void giveUp(DispatchLedger.Made one) {
        boolean given = ledger.giveUp(one, owner);
        unsettled.remove(one);
        AgentHealth health = agents.notification();
        health.count(given ? "dead" : "failed");
        if (given) {
            health.failure(one.verdict().reason());
        }
        gates.values().forEach(WebhookGate::wake);
    }
}
