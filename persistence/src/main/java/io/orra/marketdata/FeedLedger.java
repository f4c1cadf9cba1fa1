package io.orra.marketdata;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Notes when feeds were up; gaps between them follow, see V4__gaps.sql. Each note may be made again. */
public final class FeedLedger {

    private final DataSource database;

    public FeedLedger(DataSource database) {
        this.database = database;
    }

    /**
     * A feed begins.
     *
     * @param span a number of its own for this feed
     * @param at its first frame
     * @throws MarketDatabaseException when the outcome is not known
     */
    public void begin(UUID span, Collection<Long> instruments, Instant at) {
        MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement begin = connection.prepareStatement("select begin_feed(?, ?, ?)")) {
                begin.setObject(1, span);
                begin.setArray(2, array(connection, instruments));
                begin.setObject(3, TickArchive.utc(at));
                return begin.execute();
            }
        });
    }

    /** A feed has ended; what no other feed showed then is a gap from there on. */
    public void end(UUID span, Instant at, Instant now) {
        MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement end = connection.prepareStatement("select end_feed(?, ?, ?)")) {
                end.setObject(1, span);
                end.setObject(2, TickArchive.utc(at));
                end.setObject(3, TickArchive.utc(now));
                return end.execute();
            }
        });
    }

    /**
     * All that these feeds showed before the instant is stored.
     *
     * @return those that are still up by the ledger; another instance may have taken a silent one for lost
     */
    public Set<UUID> seen(Collection<UUID> spans, Instant until) {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement seen = connection.prepareStatement("update feed_spans set seen_until = ?"
                            + " where id = any (?) and ended_at is null returning id")) {
                seen.setObject(1, TickArchive.utc(until));
                seen.setArray(2, connection.createArrayOf("uuid", spans.toArray()));
                Set<UUID> up = new HashSet<>();
                try (ResultSet rows = seen.executeQuery()) {
                    while (rows.next()) {
                        up.add(rows.getObject(1, UUID.class));
                    }
                }
                return up;
            }
        });
    }

    /** Frames with these instruments could not be taken in this time. */
    public void refused(Collection<Long> instruments, Instant from, Instant to, Instant now) {
        MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement note = connection.prepareStatement("""
                            insert into gaps (instrument_token, from_at, to_at, reason, status, noted_at)
                            select token, ?, ?, 'storage_full', 'due', ? from unnest(?) as refused (token)""")) {
                note.setObject(1, TickArchive.utc(from));
                note.setObject(2, TickArchive.utc(to));
                note.setObject(3, TickArchive.utc(now));
                note.setArray(4, array(connection, instruments));
                return note.execute();
            }
        });
    }

    /** Ends the feeds of instances that have not been heard of since, where their stored ticks end. */
    public int endLost(Instant silentSince, Instant now) {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement end = connection.prepareStatement("select end_lost_feeds(?, ?)")) {
                end.setObject(1, TickArchive.utc(silentSince));
                end.setObject(2, TickArchive.utc(now));
                try (ResultSet row = end.executeQuery()) {
                    return row.next() ? row.getInt(1) : 0;
                }
            }
        });
    }

    private static Array array(Connection connection, Collection<Long> tokens) throws java.sql.SQLException {
        return connection.createArrayOf("int8", tokens.toArray());
    }
}
