package io.orra.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Calls the webhook of a notification that was claimed, and says what follows from the answer. */
@ApplicationScoped
public class WebhookCalls {

    private static final Logger LOG = Logger.getLogger(WebhookCalls.class.getName());

    @Inject
    private Webhooks webhooks;

    @Inject
    private N8nClient n8n;

    @Inject
    private DispatchSettings settings;

    @Inject
    private Clock clock;

    private final Backoff backoff =
            new Backoff(() -> ThreadLocalRandom.current().nextDouble());

    /**
     * Holds no thread until the webhook answers.
     *
     * @param opened told the reason when this call opens the webhook's breaker
     * @param made told what became of it, in whatever thread the answer came
     */
    public void call(
            WebhookGate gate,
            ClaimedNotification claimed,
            Consumer<String> opened,
            Consumer<DispatchLedger.Made> made) {
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
                    .exceptionally(WebhookCalls::unsendable)
                    .thenAccept(attempt -> ended(gate, claimed, attempt, opened, made));
        } catch (RuntimeException rejected) {
            ended(gate, claimed, unsendable(rejected), opened, made);
        }
    }

    private void ended(
            WebhookGate gate,
            ClaimedNotification claimed,
            Attempt attempt,
            Consumer<String> opened,
            Consumer<DispatchLedger.Made> made) {
        Instant now = clock.instant();
        boolean isFirst = gate.ended(attempt);
        boolean closed = gate.breakerState() != CircuitBreaker.State.CLOSED;
        made.accept(new DispatchLedger.Made(
                claimed,
                attempt,
                Verdict.of(claimed, attempt, closed, settings.maxAttempts(), settings.maxAge(), backoff, now),
                now));
        if (isFirst) {
            LOG.log(Level.WARNING, "the webhook {0} is left alone for now: {1}", new Object[] {
                gate.line().word(), attempt.reason()
            });
            opened.accept(attempt.reason());
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
}
