package io.orra.notification;

import io.orra.audit.Audit;
import io.orra.identity.Caller;
import io.orra.messaging.DeadLetterQueue;
import io.orra.messaging.DeadLetterQueue.Letter;
import io.orra.messaging.MessageSender;
import io.orra.messaging.MessageSender.Outgoing;
import io.orra.problem.Refusal;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What an operator does with dead letters. Queue, outbox and audit trail change in one transaction. */
@Stateless
public class DeadLetterDesk {

    /** Replayed in one transaction; the rest by asking again. */
    public static final int MOST = 200;

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private DeadLetterQueue letters;

    @Inject
    private MessageSender sender;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    private Outbox outbox;
    private NotificationAlerts alerts;

    @PostConstruct
    void open() {
        outbox = new Outbox(database);
        alerts = new NotificationAlerts(database);
    }

    /**
     * Oldest first.
     *
     * @param reason null for any
     */
    public List<Letter> list(String reason, int most) {
        return letters.list(letter -> reason == null || reason.equals(letter.reason()), most);
    }

    /**
     * Sends one on its way again.
     *
     * @throws Refusal 404 when there is none
     */
    public void replay(Caller operator, UUID id) {
        Letter letter = taken(id);
        again(letter);
        audit.byOperator(operator, null, "dead-letter.replay", id.toString(), Map.of("reason", letter.reason()));
    }

    /** Sends up to {@value #MOST} of one reason on their way again; returns how many. */
    public int replay(Caller operator, String reason) {
        List<Letter> found = list(reason, MOST);
        found.forEach(letter -> again(taken(letter.id())));
        if (!found.isEmpty()) {
            audit.byOperator(
                    operator, null, "dead-letter.replay-all", reason, Map.of("count", Integer.toString(found.size())));
        }
        return found.size();
    }

    /**
     * Removes one for good.
     *
     * @throws Refusal 404 when there is none
     */
    public void delete(Caller operator, UUID id) {
        Letter letter = taken(id);
        if (letter.notification() != null) {
            outbox.discard(letter.notification(), clock.instant());
        }
        alerts.over(NotificationAlertKind.dead(letter.kind(), letter.reason()));
        audit.byOperator(operator, null, "dead-letter.delete", id.toString(), Map.of("reason", letter.reason()));
    }

    private Letter taken(UUID id) {
        return letters.take(id).orElseThrow(() -> Refusal.notFound("dead-letter-not-found", "Dead letter not found"));
    }

    private void again(Letter letter) {
        alerts.over(NotificationAlertKind.dead(letter.kind(), letter.reason()));
        if (letter.notification() != null) {
            outbox.revive(letter.notification(), clock.instant());
        } else {
            String replay = "replay:" + letter.id();
            String eventId = letter.eventId() == null ? replay : letter.eventId();
            sender.send(List.of(new Outgoing(letter.queue(), replay, replay, eventId, letter.text())));
        }
    }
}
