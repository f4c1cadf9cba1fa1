package io.orra.notification;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.orra.health.AgentHealth;
import io.orra.health.Agents;
import io.orra.health.Dependency;
import io.orra.health.DependencyState;
import io.orra.tracing.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes messages of many consumers in together: whoever comes first writes for all that wait. A message is done when
 * {@link #take} returns, and only then acknowledged; if the server dies in between it comes again and the inbox knows it.
 * While the database is away the consumers wait here with what they hold. What is given back goes to the head of its
 * queue at once, so that a tenant's order is kept: hence the pause is made here and not by the broker.
 */
@ApplicationScoped
public class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class.getName());
    private static final int MOST = 256;
    private static final int PATIENCE = 30;
    private static final long PAUSE_MILLIS = 1_000;
    /** In a row, with a database that answers: then it is the message. */
    private static final int MOST_FAILURES = 10;

    @Inject
    private IntakeWriter writer;

    @Inject
    private DeadLetters deadLetters;

    @Inject
    private Dispatcher dispatcher;

    @Inject
    private DependencyState dependencies;

    @Inject
    private Agents agents;

    private final AtomicBoolean writing = new AtomicBoolean();
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

    private static final class Waiting {
        private final QueuedMessage message;
        /** Something has happened that it has to look at: it is done, or may write. */
        private final Semaphore news = new Semaphore(0);

        private volatile boolean done;
        private volatile String malformed;
        private volatile RuntimeException failure;

        private Waiting(QueuedMessage message) {
            this.message = message;
        }
    }

    /** @throws RuntimeException when it could not be taken in: the broker delivers it again */
    public void take(QueuedMessage message) {
        if (Traces.on()) {
            Span span = Traces.begin("process " + message.queue(), SpanKind.CONSUMER, message.traceparent())
                    .setAttribute("messaging.system", "activemq")
                    .setAttribute("messaging.destination.name", message.queue());
            Traces.under(span, () -> takeIn(message.under(span)));
        } else {
            takeIn(message);
        }
    }

    private void takeIn(QueuedMessage message) {
        AgentHealth health = agents.notification();
        health.run();
        health.count("received");
        int failedWhileUp = 0;
        for (int tries = 1; ; tries++) {
            try {
                takeOnce(message);
                return;
            } catch (RuntimeException failed) {
                failedWhileUp = dependencies.up(Dependency.DATABASE) ? failedWhileUp + 1 : 0;
                if (failedWhileUp >= MOST_FAILURES) {
                    LOG.log(
                            Level.WARNING,
                            "a message can not be taken in: {0}",
                            failed.getClass().getName());
                    deadLetters.parkMalformed(message, "unprocessable");
                    return;
                }
                if (!paused() || tries >= PATIENCE) {
                    throw failed;
                }
            }
        }
    }

    private void takeOnce(QueuedMessage message) {
        Waiting own = new Waiting(message);
        queue.add(own);
        while (!own.done) {
            if (writing.compareAndSet(false, true)) {
                writeForAll();
            } else {
                own.news.acquireUninterruptibly();
            }
        }
        if (own.failure != null) {
            throw own.failure;
        }
        if (own.malformed != null) {
            agents.notification().count("malformed");
            deadLetters.parkMalformed(message, own.malformed);
        }
    }

    /**
     * Each is woken by itself: behind a lock they would wake one after another, and whoever writes next would have to wait for
     * all of them.
     */
    private void writeForAll() {
        List<Waiting> batch = drained();
        try {
            write(batch);
        } finally {
            batch.forEach(Intake::over);
            writing.set(false);
            Waiting next = queue.peek();
            if (next != null) {
                next.news.release();
            }
        }
    }

    private static void over(Waiting one) {
        if (!one.done) {
            one.failure = new IllegalStateException("was not taken in");
            one.done = true;
        }
        one.news.release();
    }

    private List<Waiting> drained() {
        List<Waiting> batch = new ArrayList<>();
        while (batch.size() < MOST) {
            Waiting next = queue.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    /** All at once; when that fails each alone, so that one bad message does not keep the others out. */
    private void write(List<Waiting> batch) {
        if (batch.size() > 1) {
            try {
                writeTogether(batch);
                return;
            } catch (RuntimeException failed) {
                LOG.log(Level.FINE, "a batch could not be taken in; one by one now", failed);
            }
        }
        for (Waiting one : batch) {
            try {
                writeTogether(List.of(one));
            } catch (RuntimeException failed) {
                one.failure = failed;
                one.done = true;
            }
        }
    }

    private void writeTogether(List<Waiting> batch) {
        IntakeWriter.Result result =
                writer.write(batch.stream().map(one -> one.message).toList());
        AgentHealth health = agents.notification();
        health.count("accepted", result.accepted());
        health.count("repeated", result.repeated());
        dispatcher.wake(result.lines());
        for (Waiting one : batch) {
            one.malformed = result.malformed().get(one.message);
            one.done = true;
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
