package io.orra.marketdata;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads stored ticks, and keeps room for those to come. */
public final class TickArchive {

    private static final String TICKS = """
            select instrument_token, at, received_at, mode, last_price, last_quantity, average_price, volume,
                buy_quantity, sell_quantity, open_interest, bid_price, bid_quantity, ask_price, ask_quantity
            from ticks where instrument_token = ? and at >= ? and at < ?
            order by at, received_at, fingerprint, occurrence limit ?""";

    private final DataSource database;

    public TickArchive(DataSource database) {
        this.database = database;
    }

    /**
     * An instrument's ticks, oldest first.
     *
     * @param from the first instant
     * @param to the first instant that is not meant
     * @throws MarketDatabaseException when the database does not answer
     */
    public List<StoredTick> ticks(long token, Instant from, Instant to, int limit) {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement select = connection.prepareStatement(TICKS)) {
                select.setLong(1, token);
                select.setObject(2, utc(from));
                select.setObject(3, utc(to));
                select.setInt(4, limit);
                List<StoredTick> ticks = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        ticks.add(tick(rows));
                    }
                }
                return ticks;
            }
        });
    }

    /** Makes room for a number of days from the given one on. */
    public void makeRoom(LocalDate first, int days) {
        MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement room = connection.prepareStatement(
                            "select tick_partition(cast(? as date) + n) from generate_series(0, ? - 1) as n")) {
                room.setObject(1, first);
                room.setInt(2, days);
                return room.execute();
            }
        });
    }

    /** Lets go of the ticks of the days before the given one; returns how many days' room went. */
    public int dropBefore(LocalDate day) {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement drop = connection.prepareStatement("select drop_ticks_before(?)")) {
                drop.setObject(1, day);
                try (ResultSet row = drop.executeQuery()) {
                    return row.next() ? row.getInt(1) : 0;
                }
            }
        });
    }

    /** Whether the schema was made for TimescaleDB. */
    public boolean onTimescale() {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("select timescale from market_state")) {
                return row.next() && row.getBoolean(1);
            }
        });
    }

    static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static StoredTick tick(ResultSet row) throws SQLException {
        return new StoredTick(
                row.getLong("instrument_token"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getInt("mode"),
                row.getLong("last_price"),
                whole(row, "last_quantity"),
                whole(row, "average_price"),
                whole(row, "volume"),
                whole(row, "buy_quantity"),
                whole(row, "sell_quantity"),
                whole(row, "open_interest"),
                whole(row, "bid_price"),
                whole(row, "bid_quantity"),
                whole(row, "ask_price"),
                whole(row, "ask_quantity"));
    }

    static Long whole(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
