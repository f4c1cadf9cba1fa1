package io.orra.notification;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What of one destination stands one behind the other. Whoever changes who stands in a lane locks the lane first, so
 * that it always has exactly one head.
 */
final class OutboxLanes {

    private static final String OCCUPIED = """
            select wanted.lane from unnest(?) as wanted(lane)
            where exists (select 1 from notifications o where o.lane = wanted.lane and o.state in ('waiting', 'sending'))""";

    private static final String PROMOTE = """
            update notifications n set head = true
            from (select first.id from unnest(?) as wanted(lane)
                  cross join lateral (select id, head from notifications o
                                      where o.lane = wanted.lane and o.state in ('waiting', 'sending')
                                      order by o.place limit 1) first
                  where not first.head) promoted
            where n.id = promoted.id""";

    private OutboxLanes() {}

    static void lock(Connection connection, Set<String> lanes) throws SQLException {
        // Always in one order, so that two of them never wait for each other.
        try (PreparedStatement lock = connection.prepareStatement(
                "select pg_advisory_xact_lock(key) from (select distinct hashtextextended(lane, 60) as key"
                        + " from unnest(?) as wanted(lane) order by key) keys")) {
            lock.setArray(1, text(connection, lanes));
            lock.executeQuery().close();
        }
    }

    static Set<String> occupied(Connection connection, Set<String> lanes) throws SQLException {
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

    static void promote(Connection connection, Set<String> lanes) throws SQLException {
        try (PreparedStatement promote = connection.prepareStatement(PROMOTE)) {
            promote.setArray(1, text(connection, lanes));
            promote.executeUpdate();
        }
    }

    static Array text(Connection connection, Collection<String> lanes) throws SQLException {
        return connection.createArrayOf("text", lanes.toArray());
    }
}
