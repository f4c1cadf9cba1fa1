package io.orra.marketdata;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Stores ticks in batches over one kept connection. A batch goes by COPY straight into the table, which is quickest and
 * fails when one of its ticks is there already: then it goes by way of a temporary table that leaves out what is there.
 * So a batch may be written again whenever nobody knows whether it was, and by two instances at once: each tick of it
 * ends up there once. Not for two threads at once.
 */
public final class TickWriter implements AutoCloseable {

    private static final String INCOMING =
            "create temporary table incoming_ticks (like ticks including defaults) on commit drop";
    private static final String MERGE = "insert into ticks select * from incoming_ticks on conflict do nothing";
    private static final String CLAIM = "select array_agg(token) from claim_tick_sources(?,"
            + " (select array_agg(distinct instrument_token) from incoming_ticks)) as token";
    private static final String MERGE_CLAIMED =
            "insert into ticks select * from incoming_ticks where instrument_token = any (?) on conflict do nothing";
    private static final String IN_FULL = "select note_full_ticks(?)";
    private static final String RELEASE = "select release_tick_sources(?)";
    /** Holds the moment from which minutes are closed until the batch is committed, see V3__candles.sql. */
    private static final String CLOSING =
            "select extract(epoch from closing_until) from market_state where not timescale for share";

    private static final String LATE = """
            insert into late_minutes (instrument_token, minute)
            select distinct token, to_timestamp(minute) from unnest(?, ?) as late (token, minute)
            order by 1, 2 on conflict do nothing""";
    private static final String THERE_ALREADY = "23505";
    private static final ZoneId MARKET = ZoneId.of("Asia/Kolkata");
    private static final long DAY_SECONDS = 86_400;
    private static final long MARKET_OFFSET = 19_800;
    private static final long MINUTE_SECONDS = 60;

    private final DataSource database;
    private final Set<Long> daysWithRoom = new HashSet<>();
    private Connection connection;
    private long repeated;

    public TickWriter(DataSource database) {
        this.database = database;
    }

    /**
     * Stores a batch, all of it or nothing.
     *
     * @return how many of its ticks were not there before
     * @throws MarketDatabaseException when the outcome is not known; the same batch may be given again
     */
    public int write(TickRows batch) {
        if (batch.count() == 0) {
            return 0;
        }
        int stored = inTransaction(() -> {
            makeRoom(batch);
            try {
                batch.copyInto(connection.unwrap(PGConnection.class), "ticks");
            } catch (SQLException failed) {
                if (!THERE_ALREADY.equals(failed.getSQLState())) {
                    throw failed;
                }
                connection.rollback();
                return merge(batch);
            }
            noteLateMinutes(batch);
            return batch.count();
        });
        repeated += batch.count() - stored;
        return stored;
    }

    /**
     * Stores those of a batch without the exchange's time that are this instance's to store, see V5__tick_sources.sql: all
     * of them or nothing.
     *
     * @param instance a name that no other start of an instance has
     * @return how many of its ticks were not there before and not another's to store
     * @throws MarketDatabaseException when the outcome is not known; the same batch may be given again
     */
    public int writeUntimed(TickRows batch, UUID instance) {
        if (batch.count() == 0) {
            return 0;
        }
        return inTransaction(() -> {
            makeRoom(batch);
            try (Statement statement = connection.createStatement();
                    PreparedStatement claim = connection.prepareStatement(CLAIM);
                    PreparedStatement merge = connection.prepareStatement(MERGE_CLAIMED)) {
                statement.execute(INCOMING);
                batch.copyInto(connection.unwrap(PGConnection.class), "incoming_ticks");
                claim.setObject(1, instance);
                try (ResultSet claimed = claim.executeQuery()) {
                    claimed.next();
                    merge.setArray(1, claimed.getArray(1));
                }
                int stored = merge.executeUpdate();
                noteLateMinutes(batch);
                return stored;
            }
        });
    }

    /**
     * Says that the whole packets of these instruments are seen, so that nobody stores others of them for ten seconds.
     *
     * @throws MarketDatabaseException when nobody knows whether it was heard
     */
    public void noteInFull(Collection<Long> instruments) {
        if (!instruments.isEmpty()) {
            inTransaction(() -> {
                try (PreparedStatement note = connection.prepareStatement(IN_FULL)) {
                    note.setArray(1, connection.createArrayOf("int8", instruments.toArray()));
                    return note.execute();
                }
            });
        }
    }

    /**
     * Gives up what {@link #writeUntimed} claimed.
     *
     * @throws MarketDatabaseException when nobody knows whether it was; claims end by themselves after ten seconds
     */
    public void release(UUID instance) {
        inTransaction(() -> {
            try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
                release.setObject(1, instance);
                return release.execute();
            }
        });
    }

    private <T> T inTransaction(MarketDatabaseException.Work<T> work) {
        try {
            open();
            T result = work.run();
            connection.commit();
            return result;
        } catch (SQLException failed) {
            close();
            throw new MarketDatabaseException(failed);
        }
    }

    /** Ticks that were there already, so far. */
    public long repeated() {
        return repeated;
    }

    @Override
    public void close() {
        daysWithRoom.clear();
        if (connection != null) {
            try (Connection closing = connection) {
                closing.rollback();
            } catch (SQLException gone) {
                // Broken or not, it is not used again.
            }
            connection = null;
        }
    }

    private int merge(TickRows batch) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(INCOMING);
            batch.copyInto(connection.unwrap(PGConnection.class), "incoming_ticks");
            int stored = statement.executeUpdate(MERGE);
            noteLateMinutes(batch);
            return stored;
        }
    }

    /** Ticks of minutes that are closed already have their minutes made once more. */
    private void noteLateMinutes(TickRows batch) throws SQLException {
        long closing = Long.MIN_VALUE;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CLOSING)) {
            if (row.next()) {
                closing = row.getBigDecimal(1).longValue();
            }
        }
        List<Long> tokens = new ArrayList<>();
        List<Long> minutes = new ArrayList<>();
        for (int row = 0; row < batch.count(); row++) {
            if (batch.seconds(row) < closing) {
                tokens.add(batch.token(row));
                minutes.add(batch.seconds(row) - Math.floorMod(batch.seconds(row), MINUTE_SECONDS));
            }
        }
        if (!tokens.isEmpty()) {
            try (PreparedStatement late = connection.prepareStatement(LATE)) {
                late.setArray(1, connection.createArrayOf("int8", tokens.toArray()));
                late.setArray(2, connection.createArrayOf("int8", minutes.toArray()));
                late.executeUpdate();
            }
        }
    }

    private void open() throws SQLException {
        if (connection == null) {
            connection = database.getConnection();
            connection.setAutoCommit(false);
        }
    }

    /** Outside the batch's transaction, so that two instances do not wait for each other's batches. */
    private void makeRoom(TickRows batch) throws SQLException {
        for (int row = 0; row < batch.count(); row++) {
            long day = Math.floorDiv(batch.seconds(row) + MARKET_OFFSET, DAY_SECONDS);
            if (!daysWithRoom.contains(day)) {
                try (PreparedStatement room = connection.prepareStatement("select tick_partition(?)")) {
                    room.setObject(1, LocalDate.ofInstant(Instant.ofEpochSecond(batch.seconds(row)), MARKET));
                    try (ResultSet done = room.executeQuery()) {
                        done.next();
                    }
                }
                connection.commit();
                daysWithRoom.add(day);
            }
        }
    }
}
