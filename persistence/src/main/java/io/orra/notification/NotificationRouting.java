package io.orra.notification;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.Session;

/** What decides where events go, read at once for all tenants and users at hand and without making entities of it. */
public class NotificationRouting {

    private final EntityManager em;

    public NotificationRouting(EntityManager em) {
        this.em = em;
    }

    /** A tenant that there is. */
    public record Organisation(UUID tenantId, String clerkOrgId) {}

    /** An enabled channel of a user. */
    public record Channel(UUID tenantId, UUID userId, NotificationChannel channel, String destination) {

        /** Without the address. */
        @Override
        public String toString() {
            return "Channel[" + channel.word() + "]";
        }
    }

    /**
     * When a user wants to be left alone.
     *
     * @param quietHours null for never
     * @param urgentOverride whether urgent events are told all the same
     */
    public record Quiet(UUID tenantId, UUID userId, QuietHours quietHours, boolean urgentOverride) {}

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    public List<Organisation> organisations(Collection<UUID> tenants) {
        return em.unwrap(Session.class)
                .doReturningWork(connection -> read(
                        connection,
                        "select id, clerk_org_id from tenants where id = any (?)",
                        row -> new Organisation(row.getObject(1, UUID.class), row.getString(2)),
                        tenants));
    }

    /** Each user's in their order. */
    public List<Channel> channels(Collection<UUID> tenants, Collection<UUID> users) {
        return em.unwrap(Session.class)
                .doReturningWork(connection -> read(connection, """
                        select tenant_id, user_id, channel, destination from notification_preferences
                        where tenant_id = any (?) and user_id = any (?) and is_enabled
                        order by position, channel""", NotificationRouting::channel, tenants, users));
    }

    public List<Quiet> quiet(Collection<UUID> tenants, Collection<UUID> users) {
        return em.unwrap(Session.class)
                .doReturningWork(connection -> read(connection, """
                        select tenant_id, user_id, quiet_from, quiet_until, time_zone, urgent_override
                        from notification_settings where tenant_id = any (?) and user_id = any (?)""", NotificationRouting::quiet, tenants, users));
    }

    @SafeVarargs
    private static <T> List<T> read(Connection connection, String sql, Row<T> row, Collection<UUID>... ids)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.length; i++) {
                query.setArray(i + 1, connection.createArrayOf("uuid", ids[i].toArray()));
            }
            List<T> read = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    read.add(row.of(rows));
                }
            }
            return read;
        }
    }

    private static Channel channel(ResultSet row) throws SQLException {
        return new Channel(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                NotificationChannel.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4));
    }

    private static Quiet quiet(ResultSet row) throws SQLException {
        LocalTime from = row.getObject(3, LocalTime.class);
        QuietHours hours = from == null
                ? null
                : new QuietHours(from, row.getObject(4, LocalTime.class), ZoneId.of(row.getString(5)));
        return new Quiet(row.getObject(1, UUID.class), row.getObject(2, UUID.class), hours, row.getBoolean(6));
    }
}
