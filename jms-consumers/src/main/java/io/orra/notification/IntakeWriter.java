package io.orra.notification;

import io.orra.notification.HeldNotifications.Kind;
import io.orra.notification.HeldNotifications.Lately;
import io.orra.notification.NotificationInbox.Arrival;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Accepts events: inbox and outbox in one transaction, many events at once. */
@Stateless
public class IntakeWriter {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private Clock clock;

    @Inject
    private Webhooks webhooks;

    @Inject
    private DispatchSettings settings;

    private NotificationInbox inbox;
    private Outbox outbox;
    private HeldNotifications held;

    @PostConstruct
    void open() {
        inbox = new NotificationInbox(database);
        outbox = new Outbox(database);
        held = new HeldNotifications(database);
    }

    /**
     * What became of a batch.
     *
     * @param malformed what no retry mends, with its reason
     * @param accepted how many were new
     * @param repeated how many had been seen before
     * @param lines the webhooks for which something is new
     */
    public record Result(Map<QueuedMessage, String> malformed, int accepted, int repeated, Set<WebhookLine> lines) {}

    private record Candidate(TenantEvent event, Notification notification, Target target) {

        private Arrival arrival() {
            return new Arrival(event.tenantId(), event.queue(), event.id());
        }
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Result write(List<QueuedMessage> messages) {
        Instant now = clock.instant();
        Map<QueuedMessage, String> malformed = new LinkedHashMap<>();
        Map<QueuedMessage, TenantEvent> events = parse(messages, now, malformed);
        Routes routes = Routes.of(
                database,
                events.values().stream().map(TenantEvent::tenantId).distinct().toList(),
                events.values().stream().map(TenantEvent::userId).distinct().toList());
        List<Candidate> candidates = new ArrayList<>();
        events.forEach((message, event) -> {
            Optional<Target> target = Optional.empty();
            if (routes.knows(event.tenantId())) {
                target = routes.next(event.tenantId(), event.userId(), "");
                target.ifPresent(found -> candidates.add(
                        new Candidate(event, Notification.of(event, now).traced(message.traceparent()), found)));
            }
            if (target.isEmpty()) {
                malformed.put(message, routes.knows(event.tenantId()) ? "invalid_destination" : "unknown_tenant");
            }
        });
        List<Candidate> fresh = fresh(candidates, now);
        Set<WebhookLine> lines = EnumSet.noneOf(WebhookLine.class);
        if (!fresh.isEmpty()) {
            List<NewNotification> added = place(fresh, routes, now);
            outbox.add(added, now);
            added.forEach(one -> lines.add(one.webhook()));
        }
        return new Result(malformed, fresh.size(), candidates.size() - fresh.size(), lines);
    }

    private static Map<QueuedMessage, TenantEvent> parse(
            List<QueuedMessage> messages, Instant now, Map<QueuedMessage, String> malformed) {
        Map<QueuedMessage, TenantEvent> events = new LinkedHashMap<>();
        for (QueuedMessage message : messages) {
            try {
                TenantEvent event = TenantEvent.parse(message.queue(), message.id(), message.text());
                event.happenedBefore(now.plus(CLOCKS_DIFFER));
                events.put(message, event);
            } catch (MalformedEventException unmendable) {
                malformed.put(message, unmendable.getMessage());
            }
        }
        return events;
    }

    private List<Candidate> fresh(List<Candidate> candidates, Instant now) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        Set<Arrival> accepted =
                inbox.accept(candidates.stream().map(Candidate::arrival).toList(), now);
        // Each once, though the batch may hold an event twice.
        return candidates.stream().filter(one -> accepted.remove(one.arrival())).toList();
    }

    private List<NewNotification> place(List<Candidate> fresh, Routes routes, Instant now) {
        Lately lately = settings.foldWindow().isZero()
                ? new Lately(Map.of(), new HashMap<>())
                : held.lately(
                        fresh.stream()
                                .map(one -> one.event().tenantId())
                                .distinct()
                                .toList(),
                        now.minus(settings.foldWindow()));
        Folding folding = new Folding(settings.foldWindow(), settings.tenantBudget(), lately);
        return fresh.stream().map(one -> place(one, folding, routes, now)).toList();
    }

    private NewNotification place(Candidate one, Folding folding, Routes routes, Instant now) {
        TenantEvent event = one.event();
        Notification told = one.notification();
        Kind kind = new Kind(event.tenantId(), event.userId(), told.foldKey());
        // Quiet hours before folding: what is told later is not told now.
        Instant loud = routes.notBefore(event.tenantId(), event.userId(), told.urgent(), now);
        Instant due = loud.isAfter(now)
                ? loud
                : routes.notBefore(
                        event.tenantId(), event.userId(), told.urgent(), folding.place(kind, told.severity(), now));
        WebhookLine line = webhooks.lineFor(one.target().channel(), told.urgent());
        return new NewNotification(
                UUID.randomUUID(),
                event.tenantId(),
                event.userId(),
                event.queue(),
                event.id(),
                told.eventType(),
                told.severity(),
                told.foldKey(),
                told.message(),
                one.target().channel(),
                line,
                Lanes.of(event.tenantId(), line, told.urgent()),
                one.target().destination(),
                one.target().masked(),
                told.body().toString(),
                due.isAfter(now),
                due,
                note(told, routes, event));
    }

    private static String note(Notification told, Routes routes, TenantEvent event) {
        if (told.note() != null) {
            return told.note();
        }
        return routes.knows(event.tenantId(), event.userId()) ? null : "user_without_preferences";
    }
}
