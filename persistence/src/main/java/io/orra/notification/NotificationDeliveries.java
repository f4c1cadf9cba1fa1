package io.orra.notification;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** The delivery log: each attempt leaves a line, nobody changes one. */
public class NotificationDeliveries {

    private final EntityManager em;

    public NotificationDeliveries(EntityManager em) {
        this.em = em;
    }

    /** An attempt with the tenant whose event it was. */
    public record Line(UUID tenantId, DeliveryAttempt attempt) {}

    public void log(Collection<Line> lines, Instant now) {
        em.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into notification_deliveries (id, tenant_id, event_id, attempt, channel, destination_masked,
                        status_code, duration_ms, outcome, reason, attempted_at, created_at, updated_at, notification_id)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
                Timestamp time = StoredTime.timestamp(now);
                for (Line line : lines) {
                    fill(insert, line, time);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    /** The attempts for an event of the tenant, in their order. */
    public List<DeliveryAttempt> of(UUID tenantId, String eventId) {
        return em.createQuery("""
                        select d from NotificationDelivery d
                        where d.tenantId = :tenant and d.eventId = :event
                        order by d.attemptedAt, d.attempt""", NotificationDelivery.class)
                .setParameter("tenant", tenantId)
                .setParameter("event", eventId)
                .getResultStream()
                .map(NotificationDelivery::attempt)
                .toList();
    }

    /** The attempts for some notifications of the tenant, each one's in their order. */
    public List<DeliveryAttempt> of(UUID tenantId, Collection<UUID> notifications) {
        return em.createQuery("""
                        select d from NotificationDelivery d
                        where d.tenantId = :tenant and d.notificationId in :notifications
                        order by d.attemptedAt, d.attempt""", NotificationDelivery.class)
                .setParameter("tenant", tenantId)
                .setParameter("notifications", notifications)
                .getResultStream()
                .map(NotificationDelivery::attempt)
                .toList();
    }

    private static void fill(PreparedStatement insert, Line line, Timestamp now) throws SQLException {
        DeliveryAttempt made = line.attempt();
        insert.setObject(1, UUID.randomUUID());
        insert.setObject(2, line.tenantId());
        insert.setString(3, made.eventId());
        insert.setInt(4, made.attempt());
        insert.setString(5, made.channel().word());
        insert.setString(6, made.destinationMasked());
        insert.setObject(7, made.statusCode(), Types.INTEGER);
        insert.setLong(8, made.duration().toMillis());
        insert.setString(9, made.outcome().word());
        insert.setString(10, made.reason());
        insert.setTimestamp(11, StoredTime.timestamp(made.at()));
        insert.setTimestamp(12, now);
        insert.setTimestamp(13, now);
        insert.setObject(14, made.notificationId());
    }
}
