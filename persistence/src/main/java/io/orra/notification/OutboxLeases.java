package io.orra.notification;

import io.orra.persistence.StoredTime;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

/**
 * The heads of the lanes that an instance has taken to send, and what became of them. All works on many rows at once,
 * in the caller's transaction.
 */
public class OutboxLeases {

    /** What is chosen as {@code heads} is this instance's from now on. */
    private static final String TAKE = """
            update notifications n
            set state = 'sending', lease_owner = ?, lease_until = ?, updated_at = ?
            from heads where n.id = heads.id
            returning n.id, n.tenant_id, n.user_id, n.source_queue, n.event_id, n.severity, n.channel, n.webhook, n.lane,
                      n.destination, n.destination_masked, n.body, n.attempts, n.tried, n.created_at""";

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

    public OutboxLeases(EntityManager em) {
        this.em = em;
    }

    /** Heads that are due, for this instance until the lease ends. */
    public List<ClaimedNotification> claim(WebhookLine webhook, int most, UUID owner, Instant now, Instant leaseUntil) {
        return em.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
                claim.setString(1, webhook.word());
                claim.setTimestamp(2, StoredTime.timestamp(now));
                claim.setInt(3, most);
                claim.setObject(4, owner);
                claim.setTimestamp(5, StoredTime.timestamp(leaseUntil));
                claim.setTimestamp(6, StoredTime.timestamp(now));
                return claimed(claim);
            }
        });
    }

    /** Heads that stand in a restored backup and may have been told since, for this instance until the lease ends. */
    public List<ClaimedNotification> claimRestored(int most, UUID owner, Instant now, Instant leaseUntil) {
        return em.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement claim = connection.prepareStatement(CLAIM_RESTORED)) {
                claim.setInt(1, most);
                claim.setObject(2, owner);
                claim.setTimestamp(3, StoredTime.timestamp(leaseUntil));
                claim.setTimestamp(4, StoredTime.timestamp(now));
                return claimed(claim);
            }
        });
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
        return em.unwrap(Session.class).doReturningWork(connection -> {
            OutboxLanes.lock(connection, lanes);
            int settled = deliver(connection, delivered.get(true), owner, now)
                    + settleEach(connection, delivered.get(false), owner, now);
            OutboxLanes.promote(connection, lanes);
            return settled;
        });
    }

    /** Back to waiting, without an attempt counted: their instance is gone. Returns how many. */
    public int takeBackExpired(Instant now) {
        return em.createNativeQuery("""
                        update notifications set state = 'waiting', lease_owner = null, lease_until = null,
                                                 updated_at = :now
                        where id in (select id from notifications where state = 'sending' and lease_until < :now
                                     limit 1000 for update skip locked)""").setParameter("now", StoredTime.of(now)).executeUpdate();
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

    private static int deliver(Connection connection, List<Settlement> delivered, UUID owner, Instant now)
            throws SQLException {
        if (delivered.isEmpty()) {
            return 0;
        }
        try (PreparedStatement deliver = connection.prepareStatement(DELIVERED)) {
            deliver.setTimestamp(1, StoredTime.timestamp(now));
            deliver.setTimestamp(2, StoredTime.timestamp(now));
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

    private static void fill(PreparedStatement settle, Settlement one, UUID owner, Instant now) throws SQLException {
        String state = one.state().word();
        settle.setString(1, state);
        settle.setInt(2, one.attempts());
        if (one.dueAt() == null) {
            settle.setNull(3, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            settle.setTimestamp(3, StoredTime.timestamp(one.dueAt()));
        }
        settle.setString(4, one.reason());
        settle.setString(5, state);
        settle.setTimestamp(6, StoredTime.timestamp(now));
        settle.setTimestamp(7, one.state() == NotificationState.WAITING ? null : StoredTime.timestamp(now));
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
}
