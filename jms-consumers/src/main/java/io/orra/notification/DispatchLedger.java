package io.orra.notification;

import io.orra.notification.HeldNotifications.Due;
import io.orra.notification.HeldNotifications.Kind;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The outbox as the dispatcher uses it: each call is one short transaction, and none lasts while a webhook is called. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DispatchLedger {

    private static final Duration TO_SETTLE = Duration.ofSeconds(10);
    private static final int MOST_HELD = 1000;

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private DeadLetters deadLetters;

    @Inject
    private Webhooks webhooks;

    @Inject
    private DispatchSettings settings;

    @Inject
    private Clock clock;

    private Outbox outbox;
    private OutboxLeases leases;
    private HeldNotifications held;
    private NotificationDeliveries deliveries;

    @PostConstruct
    void open() {
        outbox = new Outbox(database);
        leases = new OutboxLeases(database);
        held = new HeldNotifications(database);
        deliveries = new NotificationDeliveries(database);
    }

    /** An attempt that was made, and what follows from it. */
    public record Made(ClaimedNotification claimed, Attempt attempt, Verdict verdict, Instant at) {}

    /**
     * Writes down what is delivered or is to be tried again, and takes what is due. The lease outlasts the longest call, so
     * that nobody else calls meanwhile.
     *
     * @param wanted how many of each webhook at the most
     */
    public List<ClaimedNotification> exchange(List<Made> made, Map<WebhookLine, Integer> wanted, UUID owner) {
        Instant now = clock.instant();
        if (!made.isEmpty()) {
            leases.settle(made.stream().map(one -> settlement(one, null)).toList(), owner, now);
            log(made, now);
        }
        Instant leaseUntil = now.plus(settings.callTimeout()).plus(TO_SETTLE);
        List<ClaimedNotification> claimed = new ArrayList<>();
        wanted.forEach((line, most) -> claimed.addAll(leases.claim(line, most, owner, now, leaseUntil)));
        return claimed;
    }

    /** What a restored backup brought back; see {@link Verdict#restored}. */
    public List<ClaimedNotification> claimRestored(int most, UUID owner) {
        Instant now = clock.instant();
        return leases.claimRestored(most, owner, now, now.plus(TO_SETTLE));
    }

    /**
     * What this channel can't deliver: by the next channel, or among the dead letters. True when it is dead now; false also
     * when the lease had ended before, and somebody else has it.
     */
    public boolean giveUp(Made made, UUID owner) {
        Instant now = clock.instant();
        ClaimedNotification claimed = made.claimed();
        Optional<Settlement.Rerouted> next = made.verdict().isForAllChannels() ? Optional.empty() : next(claimed);
        boolean settled = leases.settle(List.of(settlement(made, next.orElse(null))), owner, now) == 1;
        log(List.of(made), now);
        boolean dead = settled && next.isEmpty();
        if (dead) {
            deadLetters.park(claimed, made.verdict().reason());
        }
        return dead;
    }

    /** Takes back what a dead instance held, and tells what was held and is due. */
    public void sweep() {
        Instant now = clock.instant();
        leases.takeBackExpired(now);
        Map<Kind, List<Due>> kinds = new LinkedHashMap<>();
        held.due(now, MOST_HELD)
                .forEach(due -> kinds.computeIfAbsent(due.kind(), kind -> new ArrayList<>())
                        .add(due));
        List<Due> single = new ArrayList<>();
        List<NewNotification> digests = new ArrayList<>();
        kinds.values().forEach(repeats -> {
            if (repeats.size() == 1) {
                single.add(repeats.get(0));
            } else {
                NewNotification digest = Digest.of(repeats, now);
                digests.add(digest);
                held.fold(repeats, digest.id(), now);
            }
        });
        if (!single.isEmpty()) {
            held.release(single, now);
        }
        if (!digests.isEmpty()) {
            outbox.add(digests, now);
        }
    }

    /** Forgets what is older and over; returns how many rows. */
    public int forget(Duration age) {
        return new NotificationLog(database).forget(clock.instant(), age);
    }

    private Optional<Settlement.Rerouted> next(ClaimedNotification claimed) {
        String tried = claimed.tried().isEmpty()
                ? claimed.channel().word()
                : claimed.tried() + "," + claimed.channel().word();
        Routes routes = Routes.of(database, List.of(claimed.tenantId()), List.of(claimed.userId()));
        return routes.next(claimed.tenantId(), claimed.userId(), tried).map(target -> {
            WebhookLine line = webhooks.lineFor(target.channel(), claimed.urgent());
            return new Settlement.Rerouted(
                    target.channel(),
                    line,
                    Lanes.of(claimed.tenantId(), line, claimed.urgent()),
                    target.destination(),
                    target.masked(),
                    tried);
        });
    }

    private static Settlement settlement(Made made, Settlement.Rerouted next) {
        Verdict verdict = made.verdict();
        boolean again = next != null;
        return new Settlement(
                made.claimed().id(),
                made.claimed().lane(),
                again ? NotificationState.WAITING : verdict.state(),
                again ? 0 : verdict.attempts(),
                again ? made.at() : verdict.dueAt(),
                verdict.reason(),
                next);
    }

    private void log(List<Made> made, Instant now) {
        deliveries.log(
                made.stream()
                        .map(one ->
                                new NotificationDeliveries.Line(one.claimed().tenantId(), line(one)))
                        .toList(),
                now);
    }

    private static DeliveryAttempt line(Made made) {
        ClaimedNotification claimed = made.claimed();
        DeliveryOutcome outcome =
                switch (made.verdict().state()) {
                    case DELIVERED -> DeliveryOutcome.DELIVERED;
                    case DEAD -> DeliveryOutcome.DEAD;
                    default -> DeliveryOutcome.FAILED;
                };
        return new DeliveryAttempt(
                claimed.id(),
                claimed.eventId(),
                claimed.attempts() + 1,
                claimed.channel(),
                claimed.destinationMasked(),
                made.attempt().statusCode() == 0 ? null : made.attempt().statusCode(),
                Duration.ofMillis(made.attempt().durationMillis()),
                outcome,
                made.verdict().reason(),
                made.at());
    }
}
