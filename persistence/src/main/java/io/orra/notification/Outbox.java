package io.orra.notification;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

/**
 * The notifications that are to be told. All of it works on many rows at once, in the caller's transaction. Whoever
 * changes who stands in a lane locks the lane first, so that it always has exactly one head.
 */
public class Outbox {

    /** What is chosen as {@code heads} is this instance's from now on. */
    private static final String TAKE = """
            update notifications n
            set state = 'sending', lease_owner = ?, lease_until = ?, updated_at = ?
            from heads where n.id = heads.id
            returning n.id, n.tenant_id, n.user_id, n.source_queue, n.event_id, n.severity, n.channel, n.webhook, n.lane,
                      n.destination, n.destination_masked, n.body, n.attempts, n.tried, n.created_at""";

    /** The sequence gives the places in the order of the batch. */
    private static final String INSERT = """
            insert into notifications (id, tenant_id, user_id, source_queue, event_id, event_type, severity, fold_key,
                message, channel, webhook, lane, destination, destination_masked, body, state, due_at, note, created_at,
                updated_at, head)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String OCCUPIED = """
            select wanted.lane from unnest(?) as wanted(lane)
            where exists (select 1 from notifications o where o.lane = wanted.lane and o.state in ('waiting', 'sending'))""";

    private static final String CLAIM = """
            with heads as (
                select id from notifications
                where webhook = ? and head and state = 'waiting' and due_at <= ?
                order by due_at limit ? for update skip locked)
            """ + TAKE;

    /** A restore from a backup put them off for ever. */
    private static final String CLAIM_RESTORED = """
            with heads as (
                select id from notifications
                where head and state = 'waiting' and due_at = 'infinity'
                limit ? for update skip locked)
            """ + TAKE;

    private static final String PROMOTE = """
            update notifications n set head = true
            from (select first.id from unnest(?) as wanted(lane)
                  cross join lateral (select id, head from notifications o
                                      where o.lane = wanted.lane and o.state in ('waiting', 'sending')
                                      order by o.place limit 1) first
                  where not first.head) promoted
            where n.id = promoted.id""";

    private static final String SETTLE = """
            update notifications
            set state = ?, attempts = ?, due_at = coalesce(?, due_at), reason = ?, head = (? = 'waiting') and head,
                lease_owner = null, lease_until = null, updated_at = ?, finished_at = ?
            where id = ? and state = 'sending' and lease_owner = ?""";

    /** What most settlements are, in one statement. */
    private static final String DELIVERED = """
            update notifications
            set state = 'delivered', attempts = attempts + 1, reason = null, head = false, lease_owner = null,
                lease_until = null, updated_at = ?, finished_at = ?, body = null, destination = null
            where id = any (?) and state = 'sending' and lease_owner = ?""";

    private static final String REROUTE = """
            update notifications
            set channel = ?, webhook = ?, lane = ?, destination = ?, destination_masked = ?, tried = ?, head = false,
                place = nextval('notification_places')
            where id = ?""";

    private final EntityManager em;

    public Outbox(EntityManager em) {
        this.em = em;
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** In their order; each goes to the end of its lane, and is its head where nobody stands there. */
    public void add(Collection<NewNotification> notifications, Instant now) {
        Set<String> lanes = new TreeSet<>();
        notifications.stream().filter(one -> !one.held()).forEach(one -> lanes.add(one.lane()));
        with(connection -> {
            lock(connection, lanes);
            Set<String> occupied = occupied(connection, lanes);
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
            return null;
        });
    }

    /** Heads that are due, for this instance until the lease ends. */
    public List<ClaimedNotification> claim(WebhookLine webhook, int most, UUID owner, Instant now, Instant leaseUntil) {
        return with(connection -> {
            try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
                claim.setString(1, webhook.word());
                claim.setTimestamp(2, time(now));
                claim.setInt(3, most);
                claim.setObject(4, owner);
                claim.setTimestamp(5, time(leaseUntil));
                claim.setTimestamp(6, time(now));
                return claimed(claim);
            }
        });
    }

    /** Heads that stand in a restored backup and may have been told since, for this instance until the lease ends. */
    public List<ClaimedNotification> claimRestored(int most, UUID owner, Instant now, Instant leaseUntil) {
        return with(connection -> {
            try (PreparedStatement claim = connection.prepareStatement(CLAIM_RESTORED)) {
                claim.setInt(1, most);
                claim.setObject(2, owner);
                claim.setTimestamp(3, time(leaseUntil));
                claim.setTimestamp(4, time(now));
                return claimed(claim);
            }
        });
    }

    private static List<ClaimedNotification> claimed(PreparedStatement claim) throws SQLException {
        List<ClaimedNotification> claimed = new ArrayList<>();
        try (ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
                claimed.add(claimed(rows));
            }
        }
        return claimed;
    }

    /** What this instance found out; what its lease no longer covers is left alone. Returns how many were settled. */
    public int settle(List<Settlement> settlements, UUID owner, Instant now) {
        Set<String> lanes = new TreeSet<>();
        for (Settlement one : settlements) {
            lanes.add(one.lane());
            if (one.rerouted() != null) {
                lanes.add(one.rerouted().lane());
            }
        }
        Map<Boolean, List<Settlement>> delivered = settlements.stream()
                .collect(Collectors.partitioningBy(one -> one.state() == NotificationState.DELIVERED));
        return with(connection -> {
            lock(connection, lanes);
            int settled = deliver(connection, delivered.get(true), owner, now)
                    + settleEach(connection, delivered.get(false), owner, now);
            promote(connection, lanes);
            return settled;
        });
    }

    private static int deliver(Connection connection, List<Settlement> delivered, UUID owner, Instant now)
            throws SQLException {
        if (delivered.isEmpty()) {
            return 0;
        }
        try (PreparedStatement deliver = connection.prepareStatement(DELIVERED)) {
            deliver.setTimestamp(1, time(now));
            deliver.setTimestamp(2, time(now));
            deliver.setArray(
                    3,
                    connection.createArrayOf(
                            "uuid", delivered.stream().map(Settlement::id).toArray()));
            deliver.setObject(4, owner);
            return deliver.executeUpdate();
        }
    }

    private static int settleEach(Connection connection, List<Settlement> settlements, UUID owner, Instant now)
            throws SQLException {
        if (settlements.isEmpty()) {
            return 0;
        }
        int[] changed;
        try (PreparedStatement settle = connection.prepareStatement(SETTLE)) {
            for (Settlement one : settlements) {
                fill(settle, one, owner, now);
                settle.addBatch();
            }
            changed = settle.executeBatch();
        }
        reroute(connection, settlements, changed);
        return Arrays.stream(changed).sum();
    }

    /** Back to waiting, without an attempt counted: their instance is gone. Returns how many. */
    public int takeBackExpired(Instant now) {
        return em.createNativeQuery("""
                        update notifications set state = 'waiting', lease_owner = null, lease_until = null,
                                                 updated_at = :now
                        where id in (select id from notifications where state = 'sending' and lease_until < :now
                                     limit 1000 for update skip locked)""").setParameter("now", StoredTime.of(now)).executeUpdate();
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
        return with(connection -> {
            lock(connection, lane);
            try (PreparedStatement revive = connection.prepareStatement("""
                    update notifications set state = 'waiting', attempts = 0, tried = '', head = false, due_at = ?,
                           place = nextval('notification_places'), finished_at = null, updated_at = ?
                    where id = ? and state = 'dead'""")) {
                revive.setTimestamp(1, time(now));
                revive.setTimestamp(2, time(now));
                revive.setObject(3, id);
                boolean revived = revive.executeUpdate() == 1;
                promote(connection, lane);
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
        with(connection -> {
            lock(connection, lanes);
            try (PreparedStatement release = connection.prepareStatement("""
                    update notifications set state = 'waiting', place = nextval('notification_places'), updated_at = ?
                    where id = any (?) and state = 'held'""")) {
                release.setTimestamp(1, time(now));
                release.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
                release.executeUpdate();
            }
            promote(connection, lanes);
            return null;
        });
    }

    private static void lock(Connection connection, Set<String> lanes) throws SQLException {
        // Always in one order, so that two of them never wait for each other.
        try (PreparedStatement lock = connection.prepareStatement(
                "select pg_advisory_xact_lock(key) from (select distinct hashtextextended(lane, 60) as key"
                        + " from unnest(?) as wanted(lane) order by key) keys")) {
            lock.setArray(1, text(connection, lanes));
            lock.executeQuery().close();
        }
    }

    private static Set<String> occupied(Connection connection, Set<String> lanes) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OCCUPIED)) {
            query.setArray(1, text(connection, lanes));
            Set<String> occupied = new HashSet<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    occupied.add(rows.getString(1));
                }
            }
            return occupied;
        }
    }

    private static void promote(Connection connection, Set<String> lanes) throws SQLException {
        try (PreparedStatement promote = connection.prepareStatement(PROMOTE)) {
            promote.setArray(1, text(connection, lanes));
            promote.executeUpdate();
        }
    }

    private static void reroute(Connection connection, List<Settlement> settlements, int[] changed)
            throws SQLException {
        try (PreparedStatement reroute = connection.prepareStatement(REROUTE)) {
            for (int i = 0; i < changed.length; i++) {
                Settlement.Rerouted to = settlements.get(i).rerouted();
                if (to != null && changed[i] == 1) {
                    reroute.setString(1, to.channel().word());
                    reroute.setString(2, to.webhook().word());
                    reroute.setString(3, to.lane());
                    reroute.setString(4, to.destination());
                    reroute.setString(5, to.destinationMasked());
                    reroute.setString(6, to.tried());
                    reroute.setObject(7, settlements.get(i).id());
                    reroute.addBatch();
                }
            }
            reroute.executeBatch();
        }
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
        insert.setTimestamp(17, time(one.dueAt()));
        insert.setString(18, one.note());
        insert.setTimestamp(19, time(now));
        insert.setTimestamp(20, time(now));
        insert.setBoolean(21, head);
    }

    private static void fill(PreparedStatement settle, Settlement one, UUID owner, Instant now) throws SQLException {
        String state = one.state().word();
        settle.setString(1, state);
        settle.setInt(2, one.attempts());
        if (one.dueAt() == null) {
            settle.setNull(3, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            settle.setTimestamp(3, time(one.dueAt()));
        }
        settle.setString(4, one.reason());
        settle.setString(5, state);
        settle.setTimestamp(6, time(now));
        settle.setTimestamp(7, one.state() == NotificationState.WAITING ? null : time(now));
        settle.setObject(8, one.id());
        settle.setObject(9, owner);
    }

    private static ClaimedNotification claimed(ResultSet row) throws SQLException {
        return new ClaimedNotification(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                NotificationChannel.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                WebhookLine.valueOf(row.getString(8).toUpperCase(Locale.ROOT)),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getInt(13),
                row.getString(14),
                row.getTimestamp(15).toInstant());
    }

    private static Array text(Connection connection, Collection<String> lanes) throws SQLException {
        return connection.createArrayOf("text", lanes.toArray());
    }

    private static Timestamp time(Instant instant) {
        return Timestamp.from(StoredTime.of(instant));
    }

    private <T> T with(Work<T> work) {
        return em.unwrap(Session.class).doReturningWork(work::on);
    }
}
