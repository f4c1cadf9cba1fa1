package io.orra.marketdata;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Reads candles of a minute, and makes them of ticks where TimescaleDB does not. */
public final class MinuteArchive {

    private static final int FETCH = 5000;

    private final DataSource database;

    public MinuteArchive(DataSource database) {
        this.database = database;
    }

    /**
     * Hands on an instrument's minutes, oldest first; filled ones in place of our own.
     *
     * @param from the first minute
     * @param to the first that is not meant
     * @throws MarketDatabaseException when the database does not answer
     */
    public void each(long token, Instant from, Instant to, Consumer<MinuteCandle> consumer) {
        MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection()) {
                // In a transaction the driver fetches in parts instead of all at once.
                connection.setAutoCommit(false);
                try (PreparedStatement select = connection.prepareStatement("select * from shown_minutes(?, ?, ?)")) {
                    select.setFetchSize(FETCH);
                    select.setLong(1, token);
                    select.setObject(2, TickArchive.utc(from));
                    select.setObject(3, TickArchive.utc(to));
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            consumer.accept(minute(rows));
                        }
                    }
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
            return null;
        });
    }

    /**
     * Makes the minutes before an instant, in two steps: from the first on, writers note what comes late; the second
     * reads what they had stored before. May be run by several instances at once and again after a crash.
     *
     * @return how many minutes were made
     */
    public long materialize(Instant until) {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection()) {
                try (PreparedStatement close = connection.prepareStatement(
                        "update market_state set closing_until = ? where closing_until < ?")) {
                    OffsetDateTime minute = TickArchive.utc(until.truncatedTo(ChronoUnit.MINUTES));
                    close.setObject(1, minute);
                    close.setObject(2, minute);
                    close.executeUpdate();
                }
                return number(connection, "select materialize_minutes()");
            }
        });
    }

    /** Lets go of the minutes of the days before the given one. */
    public long dropBefore(LocalDate day) {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement drop = connection.prepareStatement("select drop_minutes_before(?)")) {
                drop.setObject(1, day);
                try (ResultSet row = drop.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0;
                }
            }
        });
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static MinuteCandle minute(ResultSet row) throws SQLException {
        return new MinuteCandle(
                row.getObject("minute", OffsetDateTime.class).toInstant(),
                row.getLong("open"),
                row.getLong("high"),
                row.getLong("low"),
                row.getLong("close"),
                TickArchive.whole(row, "volume_from"),
                TickArchive.whole(row, "volume_until"),
                TickArchive.whole(row, "volume"),
                TickArchive.whole(row, "open_interest"),
                row.getBoolean("filled"));
    }
}
