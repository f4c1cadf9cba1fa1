package io.orra.notification;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Reads what became of notifications, newest first, and forgets what is old. Addresses only ever masked. */
public class NotificationLog {

    private final EntityManager em;

    public NotificationLog(EntityManager em) {
        this.em = em;
    }

    /**
     * What to read.
     *
     * @param userId null for all users of the tenant
     * @param state null for any
     * @param channel null for any
     * @param eventId null for any
     * @param before older than this one; null from the newest on
     */
    public record Search(
            UUID tenantId,
            UUID userId,
            NotificationState state,
            NotificationChannel channel,
            String eventId,
            Position before,
            int size) {}

    /** Where a page ended. */
    public record Position(Instant at, UUID id) {}

    /** A notification as its tenant may see it. */
    public record Entry(
            UUID id,
            UUID userId,
            String sourceQueue,
            String eventId,
            String eventType,
            String severity,
            String message,
            NotificationChannel channel,
            String destinationMasked,
            NotificationState state,
            String reason,
            String note,
            int attempts,
            UUID foldedInto,
            Instant dueAt,
            Instant createdAt,
            Instant finishedAt) {}

    /**
     * How much stands where.
     *
     * @param oldest when the oldest that waits or is being sent was taken in; null for none
     */
    public record Backlog(long waiting, long sending, long held, long dead, Instant oldest) {}

    public List<Entry> find(Search search) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder("where tenant_id = :tenant");
        parameters.put("tenant", search.tenantId());
        if (search.userId() != null) {
            where.append(" and user_id = :user");
            parameters.put("user", search.userId());
        }
        if (search.state() != null) {
            where.append(" and state = :state");
            parameters.put("state", search.state().word());
        }
        if (search.channel() != null) {
            where.append(" and channel = :channel");
            parameters.put("channel", search.channel().word());
        }
        if (search.eventId() != null) {
            where.append(" and event_id = :event");
            parameters.put("event", search.eventId());
        }
        if (search.before() != null) {
            where.append(" and (created_at, id) < (:at, :id)");
            parameters.put("at", search.before().at());
            parameters.put("id", search.before().id());
        }
        Query query = em.createNativeQuery(
                "select id, user_id, source_queue, event_id, event_type, severity, message, channel,"
                        + " destination_masked, state, reason, note, attempts, folded_into, due_at, created_at, finished_at"
                        + " from notifications " + where + " order by created_at desc, id desc",
                Tuple.class);
        parameters.forEach(query::setParameter);
        List<?> rows = query.setMaxResults(search.size()).getResultList();
        return rows.stream().map(row -> entry((Tuple) row)).toList();
    }

    public Backlog backlog() {
        List<?> rows = em.createNativeQuery("""
                        select state, count(*) as number, min(created_at) as oldest from notifications
                        where state in ('waiting', 'sending', 'held', 'dead') group by state""", Tuple.class).getResultList();
        Map<NotificationState, Long> numbers = new EnumMap<>(NotificationState.class);
        Instant oldest = null;
        for (Object one : rows) {
            Tuple row = (Tuple) one;
            NotificationState state =
                    NotificationState.valueOf(row.get("state", String.class).toUpperCase(Locale.ROOT));
            numbers.put(state, row.get("number", Number.class).longValue());
            boolean underWay = state == NotificationState.WAITING || state == NotificationState.SENDING;
            Instant found = row.get("oldest", Instant.class);
            if (underWay && (oldest == null || found.isBefore(oldest))) {
                oldest = found;
            }
        }
        return new Backlog(
                numbers.getOrDefault(NotificationState.WAITING, 0L),
                numbers.getOrDefault(NotificationState.SENDING, 0L),
                numbers.getOrDefault(NotificationState.HELD, 0L),
                numbers.getOrDefault(NotificationState.DEAD, 0L),
                oldest);
    }

    /** Removes what is done and older than the retention; what is under way or dead stays. Returns how many rows. */
    public int forget(Instant now, Duration retention) {
        Instant before = StoredTime.of(now.minus(retention));
        int rows = em.createNativeQuery("delete from notifications where created_at < :before"
                        + " and state in ('delivered', 'folded', 'discarded')")
                .setParameter("before", before)
                .executeUpdate();
        rows += em.createNativeQuery("delete from notification_deliveries where attempted_at < :before")
                .setParameter("before", before)
                .executeUpdate();
        return rows
                + em.createNativeQuery("delete from notification_inbox where received_at < :before")
                        .setParameter("before", before)
                        .executeUpdate();
    }

    private static Entry entry(Tuple row) {
        return new Entry(
                row.get("id", UUID.class),
                row.get("user_id", UUID.class),
                row.get("source_queue", String.class),
                row.get("event_id", String.class),
                row.get("event_type", String.class),
                row.get("severity", String.class),
                row.get("message", String.class),
                NotificationChannel.valueOf(row.get("channel", String.class).toUpperCase(Locale.ROOT)),
                row.get("destination_masked", String.class),
                NotificationState.valueOf(row.get("state", String.class).toUpperCase(Locale.ROOT)),
                row.get("reason", String.class),
                row.get("note", String.class),
                row.get("attempts", Number.class).intValue(),
                row.get("folded_into", UUID.class),
                row.get("due_at", Instant.class),
                row.get("created_at", Instant.class),
                row.get("finished_at", Instant.class));
    }
}
