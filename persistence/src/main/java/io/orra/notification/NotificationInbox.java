package io.orra.notification;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;

/** Remembers the events that were seen, so that each has one effect however often it arrives. */
public class NotificationInbox {

    private final EntityManager em;

    public NotificationInbox(EntityManager em) {
        this.em = em;
    }

    /** What makes an event itself: a tenant's producers choose ids for themselves. */
    public record Arrival(UUID tenantId, String sourceQueue, String eventId) {}

    /**
     * Takes events in, within the transaction that gives them their effect. A second transaction with the same event
     * waits for the first: if that one rolls back, the event is new again.
     *
     * @return those that were not seen before
     */
    public Set<Arrival> accept(List<Arrival> arrivals, Instant now) {
        return em.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into notification_inbox (id, tenant_id, event_id, source_queue, received_at, created_at,
                                                    updated_at)
                    select gen_random_uuid(), tenant, event, queue, ?, ?, ?
                    from unnest(?::uuid[], ?::text[], ?::text[]) as arrived(tenant, event, queue)
                    order by tenant, queue, event
                    on conflict (tenant_id, source_queue, event_id) do nothing
                    returning tenant_id, source_queue, event_id""")) {
                Timestamp time = StoredTime.timestamp(now);
                insert.setTimestamp(1, time);
                insert.setTimestamp(2, time);
                insert.setTimestamp(3, time);
                insert.setArray(
                        4,
                        connection.createArrayOf(
                                "uuid", arrivals.stream().map(Arrival::tenantId).toArray()));
                insert.setArray(
                        5,
                        connection.createArrayOf(
                                "text", arrivals.stream().map(Arrival::eventId).toArray()));
                insert.setArray(
                        6,
                        connection.createArrayOf(
                                "text",
                                arrivals.stream().map(Arrival::sourceQueue).toArray()));
                return accepted(insert);
            }
        });
    }

    private static Set<Arrival> accepted(PreparedStatement insert) throws SQLException {
        Set<Arrival> accepted = new HashSet<>();
        try (ResultSet rows = insert.executeQuery()) {
            while (rows.next()) {
                accepted.add(new Arrival(rows.getObject(1, UUID.class), rows.getString(2), rows.getString(3)));
            }
        }
        return accepted;
    }
}
