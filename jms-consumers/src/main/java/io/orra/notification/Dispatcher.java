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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
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
    private static final int MOST_RESTORED = 200;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final long STOP_MILLIS = 5_000;

    @Inject
    private DispatchLedger ledger;

    @Inject
    private RetryAlarms alarms;

    @Inject
    private DispatchSettings settings;

    @Inject
    private Webhooks webhooks;

    @Inject
    private N8nClient n8n;

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
    private final Backoff backoff =
            new Backoff(() -> ThreadLocalRandom.current().nextDouble());
    private final Map<WebhookLine, WebhookGate> gates = new EnumMap<>(WebhookLine.class);
    private final Queue<DispatchLedger.Made> made = new ConcurrentLinkedQueue<>();
    private final List<DispatchLedger.Made> unsettled = new ArrayList<>();
    private final Queue<Runnable> afterwards = new ConcurrentLinkedQueue<>();
    // All at first: what an instance before this one told of may be over.
    private final EnumSet<WebhookLine> alarmed = EnumSet.allOf(WebhookLine.class);
    private final AtomicBoolean signal = new AtomicBoolean();
    private Instant sweptAt = Instant.EPOCH;
    private Instant deadAgainAt = Instant.EPOCH;
    private volatile boolean stopping;
    private volatile Thread thread;

    @PostConstruct
    void start() {
        for (WebhookLine line : WebhookLine.values()) {
            gates.put(line, new WebhookGate(line, settings, clock));
        }
        if (roles.notification()) {
            Thread begun = threads.newThread(this::dispatch);
            begun.setName("orra-notification-dispatch");
            begun.setDaemon(true);
            thread = begun;
            begun.start();
        }
    }

    @PreDestroy
    void stop() {
        stopping = true;
        Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
            try {
                running.join(STOP_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Something may have become due for these webhooks. */
    public void wake(Collection<WebhookLine> lines) {
        lines.forEach(line -> gates.get(line).wake());
        if (!lines.isEmpty()) {
            signal();
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
        while (!stopping) {
            try {
                if (schema.done()) {
                    round();
                    troubled = false;
                } else {
                    rest(AFTER_TROUBLE);
                }
            } catch (RuntimeException failed) {
                if (!troubled && !stopping) {
                    LOG.log(Level.WARNING, "the dispatcher waits for database or broker", failed);
                    agents.notification().failure("the outbox can't be read or written");
                }
                troubled = true;
                rest(AFTER_TROUBLE);
            }
        }
    }

    private void round() {
        settle();
        Instant now = clock.instant();
        if (Duration.between(sweptAt, now).compareTo(SWEEP) >= 0) {
            ledger.sweep();
            holdRestored(now);
            sweptAt = now;
            gates.values().forEach(WebhookGate::wake);
        }
        boolean begun = false;
        for (WebhookGate gate : gates.values()) {
            begun |= send(gate);
        }
        if (!begun && made.isEmpty()) {
            rest(anyPending() ? REST : SWEEP);
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

    private boolean send(WebhookGate gate) {
        int permits = gate.permits();
        if (permits == 0 || !gate.takePending()) {
            return false;
        }
        List<ClaimedNotification> claimed;
        try {
            claimed = ledger.claim(gate.line(), permits, owner);
        } catch (RuntimeException failed) {
            gate.wake();
            throw failed;
        }
        if (claimed.size() == permits) {
            gate.wake();
        }
        gate.begun(claimed.size());
        claimed.forEach(one -> call(gate, one));
        return !claimed.isEmpty();
    }

    private void call(WebhookGate gate, ClaimedNotification claimed) {
        try {
            webhooks.address(gate.line())
                    .map(address -> n8n.post(
                            address,
                            // The same with each attempt by this channel, another one by the next.
                            claimed.id() + "-" + claimed.channel().word(),
                            Payload.of(claimed.body(), claimed.channel(), claimed.destination()),
                            Payload.traceparent(claimed.body())))
                    .orElseGet(() -> CompletableFuture.completedFuture(Attempt.noWebhook()))
                    // What can't be sent at all, by a fault of settings, must end as well.
                    .exceptionally(Dispatcher::unsendable)
                    .thenAccept(attempt -> ended(gate, claimed, attempt));
        } catch (RuntimeException rejected) {
            ended(gate, claimed, unsendable(rejected));
        }
    }

    private static Attempt unsendable(Throwable failed) {
        Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
        LOG.log(
                Level.WARNING,
                "a webhook can''t be called: {0}",
                cause.getClass().getName());
        return Attempt.unanswered("unreachable", 0);
    }

    private void ended(WebhookGate gate, ClaimedNotification claimed, Attempt attempt) {
        Instant now = clock.instant();
        boolean opened = gate.ended(attempt);
        boolean closed = gate.breakerState() != CircuitBreaker.State.CLOSED;
        Verdict verdict = Verdict.of(claimed, attempt, closed, settings.maxAttempts(), settings.maxAge(), backoff, now);
        made.add(new DispatchLedger.Made(claimed, attempt, verdict, now));
        if (opened) {
            LOG.log(Level.WARNING, "the webhook {0} is left alone for now: {1}", new Object[] {
                gate.line().word(), attempt.reason()
            });
            opened(gate.line(), attempt.reason());
        }
        gate.wake();
        signal();
    }

    private void opened(WebhookLine line, String reason) {
        afterwards.add(() -> {
            alarmed.add(line);
            operator.raise(
                    NotificationAlertKind.webhookDown(line.word()),
                    "The webhook for " + line.word() + " does not work: " + reason + "; its notifications wait");
        });
    }

    private void settle() {
        for (DispatchLedger.Made next = made.poll(); next != null; next = made.poll()) {
            unsettled.add(next);
        }
        if (!unsettled.isEmpty()) {
            settleTogether();
            settleDead();
        }
        for (Runnable next = afterwards.poll(); next != null; next = afterwards.poll()) {
            next.run();
        }
    }

    private void settleTogether() {
        List<DispatchLedger.Made> together = unsettled.stream()
                .filter(one -> one.verdict().state() != NotificationState.DEAD)
                .toList();
        if (together.isEmpty()) {
            return;
        }
        ledger.settle(together, owner);
        alarms.set(together, clock.instant());
        unsettled.removeAll(together);
        AgentHealth health = agents.notification();
        EnumSet<WebhookLine> alive = EnumSet.noneOf(WebhookLine.class);
        for (DispatchLedger.Made one : together) {
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

    private void signal() {
        signal.set(true);
        LockSupport.unpark(thread);
    }

    private void rest(Duration most) {
        if (!signal.getAndSet(false) && !stopping) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(most.toMillis()));
            signal.set(false);
        }
    }
}
