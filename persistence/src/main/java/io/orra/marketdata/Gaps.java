package io.orra.marketdata;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The gaps, and what stands in for them. */
public final class Gaps {

    private static final String COLUMNS =
            "select id, instrument_token, from_at, to_at, reason, status, minutes, tries from gaps ";

    private final DataSource database;

    public Gaps(DataSource database) {
        this.database = database;
    }

    /** An instrument's gaps that reach into a range, newest first. */
    public List<Gap> of(long token, Instant from, Instant to, int limit) {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement select = connection.prepareStatement(COLUMNS
                            + "where instrument_token = ? and from_at < ? and coalesce(to_at, 'infinity') > ?"
                            + " order by from_at desc, id desc limit ?")) {
                select.setLong(1, token);
                select.setObject(2, TickArchive.utc(to));
                select.setObject(3, TickArchive.utc(from));
                select.setInt(4, limit);
                return gaps(select);
            }
        });
    }

    /**
     * Gaps that nobody has looked at yet, in the order in which they were noted.
     *
     * @param endedBefore gaps that ended later are left for later
     */
    public List<Gap> unsifted(Instant endedBefore, int most) {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement select = connection.prepareStatement(COLUMNS
                            + "where status = 'due' and not_before = 'epoch' and to_at < ? order by id limit ?")) {
                select.setObject(1, TickArchive.utc(endedBefore));
                select.setInt(2, most);
                return gaps(select);
            }
        });
    }

    /** Ends the work on gaps without minutes of the broker. */
    public void settle(List<Gap> gaps, String status, Instant now) {
        update(gaps, "status = ?, settled_at = ? where status = 'due'", status, TickArchive.utc(now));
    }

    /** From now on these can be taken, to be filled. */
    public void offer(List<Gap> gaps, Instant now) {
        update(gaps, "not_before = ? where not_before = 'epoch'", TickArchive.utc(now));
    }

    /**
     * Takes the next gap that was offered, so that no other instance works on it for a while.
     *
     * @param busy for how long it is this caller's
     */
    public Optional<Gap> take(Instant now, Duration busy) {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement take = connection.prepareStatement("""
                            update gaps set tries = tries + 1, not_before = ? where id = (
                                select id from gaps where status = 'due' and not_before > 'epoch' and not_before <= ?
                                order by not_before, id limit 1 for update skip locked)
                            returning id, instrument_token, from_at, to_at, reason, status, minutes, tries""")) {
                take.setObject(1, TickArchive.utc(now.plus(busy)));
                take.setObject(2, TickArchive.utc(now));
                return gaps(take).stream().findFirst();
            }
        });
    }

    /** Puts the broker's minutes in, and the gap's state with them; again if need be. */
    public void fill(Gap gap, List<BrokerMinute> minutes, Instant now) {
        MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    insert(connection, gap, minutes, now);
                    settle(connection, gap, minutes.isEmpty() ? "empty" : "filled", minutes.size(), now);
                    connection.commit();
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                return null;
            }
        });
    }

    private static void insert(Connection connection, Gap gap, List<BrokerMinute> minutes, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into filled_minutes (instrument_token, minute, open, high, low, close, volume, open_interest,
                    filled_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (instrument_token, minute) do update set open = excluded.open, high = excluded.high,
                    low = excluded.low, close = excluded.close, volume = excluded.volume,
                    open_interest = excluded.open_interest, filled_at = excluded.filled_at""")) {
            for (BrokerMinute minute : minutes) {
                insert.setLong(1, gap.instrumentToken());
                insert.setObject(2, TickArchive.utc(minute.minute()));
                insert.setLong(3, minute.open());
                insert.setLong(4, minute.high());
                insert.setLong(5, minute.low());
                insert.setLong(6, minute.close());
                insert.setLong(7, minute.volume());
                insert.setObject(8, minute.openInterest(), java.sql.Types.BIGINT);
                insert.setObject(9, TickArchive.utc(now));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void update(List<Gap> gaps, String change, Object... values) {
        if (gaps.isEmpty()) {
            return;
        }
        MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement update =
                            connection.prepareStatement("update gaps set " + change + " and id = any (?)")) {
                for (int i = 0; i < values.length; i++) {
                    update.setObject(i + 1, values[i]);
                }
                Object[] ids = gaps.stream().map(Gap::id).toArray();
                update.setArray(values.length + 1, connection.createArrayOf("bigint", ids));
                return update.executeUpdate();
            }
        });
    }

    private static void settle(Connection connection, Gap gap, String status, int minutes, Instant now)
            throws SQLException {
        try (PreparedStatement settle = connection.prepareStatement(
                "update gaps set status = ?, minutes = ?, settled_at = ? where id = ? and status = 'due'")) {
            settle.setString(1, status);
            settle.setInt(2, minutes);
            settle.setObject(3, TickArchive.utc(now));
            settle.setLong(4, gap.id());
            settle.executeUpdate();
        }
    }

    private static List<Gap> gaps(PreparedStatement statement) throws SQLException {
        List<Gap> gaps = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                OffsetDateTime to = rows.getObject("to_at", OffsetDateTime.class);
                gaps.add(new Gap(
                        rows.getLong("id"),
                        rows.getLong("instrument_token"),
                        rows.getObject("from_at", OffsetDateTime.class).toInstant(),
                        to == null ? null : to.toInstant(),
                        rows.getString("reason"),
                        rows.getString("status"),
                        rows.getInt("minutes"),
                        rows.getInt("tries")));
            }
        }
        return gaps;
    }
}
