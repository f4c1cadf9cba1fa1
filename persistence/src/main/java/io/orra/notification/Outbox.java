package io.orra.notification;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.Session;

/**
 * The notifications that are to be told, and how they get into their lanes. All of it works on many rows at once, in
 * the caller's transaction.
 */
public class Outbox {

    /** The sequence gives the places in the order of the batch. */
    private static final String INSERT = """
            insert into notifications (id, tenant_id, user_id, source_queue, event_id, event_type, severity, fold_key,
                message, channel, webhook, lane, destination, destination_masked, body, state, due_at, note, created_at,
                updated_at, head)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final EntityManager em;

    public Outbox(EntityManager em) {
        this.em = em;
    }

    /** In their order; each goes to the end of its lane, and is its head where nobody stands there. */
    public void add(Collection<NewNotification> notifications, Instant now) {
        Set<String> lanes = new TreeSet<>();
        notifications.stream().filter(one -> !one.held()).forEach(one -> lanes.add(one.lane()));
        em.unwrap(Session.class).doWork(connection -> {
            OutboxLanes.lock(connection, lanes);
            Set<String> occupied = OutboxLanes.occupied(connection, lanes);
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                Instant createdAt = now;
                for (NewNotification one : notifications) {
                    fill(insert, one, !one.held() && occupied.add(one.lane()), createdAt);
                    insert.addBatch();
                    // The log, which is ordered by time, shows them in their order.
                    createdAt = createdAt.plus(1, ChronoUnit.MICROS);
                }
                insert.executeBatch();
            }
        });
    }

    /** An operator wants a dead one tried again; false when there is none. */
    public boolean revive(UUID id, Instant now) {
        List<?> lanes = em.createNativeQuery("select lane from notifications where id = :id and state = 'dead'")
                .setParameter("id", id)
                .getResultList();
        if (lanes.isEmpty()) {
            return false;
        }
        Set<String> lane = Set.of((String) lanes.get(0));
        return em.unwrap(Session.class).doReturningWork(connection -> {
            OutboxLanes.lock(connection, lane);
            try (PreparedStatement revive = connection.prepareStatement("""
                    update notifications set state = 'waiting', attempts = 0, tried = '', head = false, due_at = ?,
                           place = nextval('notification_places'), finished_at = null, updated_at = ?
                    where id = ? and state = 'dead'""")) {
                revive.setTimestamp(1, StoredTime.timestamp(now));
                revive.setTimestamp(2, StoredTime.timestamp(now));
                revive.setObject(3, id);
                boolean revived = revive.executeUpdate() == 1;
                OutboxLanes.promote(connection, lane);
                return revived;
            }
        });
    }

    /** An operator removes a dead one; its body goes with it. */
    public void discard(UUID id, Instant now) {
        em.createNativeQuery("""
                        update notifications set state = 'discarded', body = null, destination = null, updated_at = :now,
                                                 finished_at = :now
                        where id = :id and state = 'dead'""")
                .setParameter("id", id)
                .setParameter("now", StoredTime.of(now))
                .executeUpdate();
    }

    /** Lets what was held into its lane, as it is. */
    void release(Collection<UUID> ids, Set<String> lanes, Instant now) {
        em.unwrap(Session.class).doWork(connection -> {
            OutboxLanes.lock(connection, lanes);
            try (PreparedStatement release = connection.prepareStatement("""
                    update notifications set state = 'waiting', place = nextval('notification_places'), updated_at = ?
                    where id = any (?) and state = 'held'""")) {
                release.setTimestamp(1, StoredTime.timestamp(now));
                release.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
                release.executeUpdate();
            }
            OutboxLanes.promote(connection, lanes);
        });
    }

    private static void fill(PreparedStatement insert, NewNotification one, boolean head, Instant now)
            throws SQLException {
        insert.setObject(1, one.id());
        insert.setObject(2, one.tenantId());
        insert.setObject(3, one.userId());
        insert.setString(4, one.sourceQueue());
        insert.setString(5, one.eventId());
        insert.setString(6, one.eventType());
        insert.setString(7, one.severity());
        insert.setString(8, one.foldKey());
        insert.setString(9, one.message());
        insert.setString(10, one.channel().word());
        insert.setString(11, one.webhook().word());
        insert.setString(12, one.lane());
        insert.setString(13, one.destination());
        insert.setString(14, one.destinationMasked());
        insert.setString(15, one.body());
        insert.setString(16, (one.held() ? NotificationState.HELD : NotificationState.WAITING).word());
        insert.setTimestamp(17, StoredTime.timestamp(one.dueAt()));
        insert.setString(18, one.note());
        insert.setTimestamp(19, StoredTime.timestamp(now));
        insert.setTimestamp(20, StoredTime.timestamp(now));
        insert.setBoolean(21, head);
    }
}
