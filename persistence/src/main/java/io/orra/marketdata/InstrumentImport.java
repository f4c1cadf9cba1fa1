package io.orra.marketdata;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Takes over the broker's list: its CSV goes by COPY, as it comes, into a temporary table, and from there into the list
 * in one transaction. Rows that did not change are not written again, those that the list has no more are marked. One
 * instance imports at a time; an import that fails anywhere leaves the list as it was.
 */
public final class InstrumentImport {

    /**
     * What an import did.
     *
     * @param listed rows of the new list
     * @param changed rows that were new or not as before
     * @param expired rows that the list has no more
     * @param unreadable rows of the file that were left out, because a field was not of its form
     */
    public record Outcome(int listed, int changed, int expired, int unreadable) {}

    private static final long LOCK = 0x6f72_7261_0001L;

    private static final String STAGING = """
            create temporary table listed_now (instrument_token text, exchange_token text, tradingsymbol text, name text,
                last_price text, expiry text, strike text, tick_size text, lot_size text, instrument_type text,
                segment text, exchange text) on commit drop""";

    /** The header must name the twelve columns in this order: a list in another form is refused whole. */
    private static final String COPY = "copy listed_now from stdin (format csv, header match, encoding 'UTF8')";

    private static final String READABLE = """
            delete from listed_now where not coalesce(
                instrument_token ~ '^[0-9]{1,10}$' and instrument_token::bigint between 1 and 4294967295
                and exchange_token ~ '^[0-9]{1,10}$' and tradingsymbol <> '' and exchange <> ''
                and (expiry is null or expiry = '' or expiry ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$')
                and strike ~ '^[0-9]{1,12}([.][0-9]{1,9})?$' and tick_size ~ '^[0-9]{1,12}([.][0-9]{1,9})?$'
                and lot_size ~ '^[0-9]{1,9}([.]0+)?$', false)""";

    private static final String UPSERT = """
            insert into instruments as i (instrument_token, exchange_token, tradingsymbol, name, expiry, strike, tick_size,
                lot_size, instrument_type, segment, exchange, listed_at, changed_at)
            select distinct on (instrument_token::bigint) instrument_token::bigint, exchange_token::bigint, tradingsymbol,
                coalesce(name, ''), nullif(expiry, '')::date, strike::numeric, tick_size::numeric,
                lot_size::numeric::integer, coalesce(instrument_type, ''), coalesce(segment, ''), exchange, ?, ?
            from listed_now
            on conflict (instrument_token) do update set exchange_token = excluded.exchange_token,
                tradingsymbol = excluded.tradingsymbol, name = excluded.name, expiry = excluded.expiry,
                strike = excluded.strike, tick_size = excluded.tick_size, lot_size = excluded.lot_size,
                instrument_type = excluded.instrument_type, segment = excluded.segment, exchange = excluded.exchange,
                changed_at = excluded.changed_at, expired_at = null
            where i.expired_at is not null
                or (i.exchange_token, i.tradingsymbol, i.name, i.expiry, i.strike, i.tick_size, i.lot_size,
                    i.instrument_type, i.segment, i.exchange)
                is distinct from (excluded.exchange_token, excluded.tradingsymbol, excluded.name, excluded.expiry,
                    excluded.strike, excluded.tick_size, excluded.lot_size, excluded.instrument_type, excluded.segment,
                    excluded.exchange)""";

    private static final String EXPIRE = """
            update instruments i set expired_at = ? where expired_at is null
            and not exists (select from listed_now n where n.instrument_token::bigint = i.instrument_token)""";

    private final DataSource database;

    public InstrumentImport(DataSource database) {
        this.database = database;
    }

    /** The day of the newest list; empty before the first. */
    public Optional<LocalDate> newest() {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("select max(day) from instrument_imports")) {
                return row.next() ? Optional.ofNullable(row.getObject(1, LocalDate.class)) : Optional.empty();
            }
        });
    }

    /**
     * Takes over a list.
     *
     * @param csv the broker's twelve columns with their header; read to its end
     * @param day the market's date that the list is for
     * @return empty when another instance is importing now
     * @throws IOException when the source breaks; nothing was changed then
     * @throws ImplausibleListException when the list is empty, or less than half of what was listed; nothing was changed
     * @throws MarketDatabaseException when the database refuses; nothing was changed
     */
    public Optional<Outcome> run(InputStream csv, LocalDate day, Instant now) throws IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!lock(connection)) {
                    return Optional.empty();
                }
                Outcome outcome = take(connection, csv, day, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
                connection.commit();
                return Optional.of(outcome);
            } finally {
                // After a commit there is nothing to roll back.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new MarketDatabaseException(failed);
        }
    }

    private static Outcome take(Connection connection, InputStream csv, LocalDate day, OffsetDateTime now)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(STAGING);
        }
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, csv);
        int unreadable = update(connection, READABLE);
        int listed = count(connection, "select count(distinct instrument_token) from listed_now");
        int before = count(connection, "select count(*) from instruments where expired_at is null");
        if (listed == 0 || listed < before / 2) {
            throw new ImplausibleListException(listed, before);
        }
        try (Statement analyze = connection.createStatement()) {
            analyze.execute("analyze listed_now");
        }
        int changed = update(connection, UPSERT, now, now);
        int expired = update(connection, EXPIRE, now);
        update(
                connection,
                "insert into instrument_imports (day, imported_at, listed, changed, expired, unreadable)"
                        + " values (?, ?, ?, ?, ?, ?)",
                day,
                now,
                listed,
                changed,
                expired,
                unreadable);
        return new Outcome(listed, changed, expired, unreadable);
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
