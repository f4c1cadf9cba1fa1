package io.orra.marketdata;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Looks into the broker's list of instruments. */
public final class InstrumentCatalog {

    private static final String COLUMNS =
            "select instrument_token, exchange_token, tradingsymbol, name, expiry, strike, tick_size, lot_size,"
                    + " instrument_type, segment, exchange, expired_at is not null as expired from instruments";

    /** The symbol itself first, then symbols that begin so, then names that hold it; the near expiry before the far. */
    private static final String SEARCH = COLUMNS + """
             where (? or expired_at is null)
            and (? = '' or lower(tradingsymbol) like ? or lower(name) like ?)
            and (? = '' or exchange = ?) and (? = '' or instrument_type = ?)
            and (cast(? as date) is null or expiry = ?)
            order by case when lower(tradingsymbol) = ? then 0 when lower(tradingsymbol) like ? then 1 else 2 end,
                expiry nulls first, tradingsymbol, exchange, instrument_token
            offset ? limit ?""";

    private final DataSource database;

    public InstrumentCatalog(DataSource database) {
        this.database = database;
    }

    /** @throws MarketDatabaseException when the database does not answer */
    public List<ListedInstrument> search(InstrumentQuery query) {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement select = connection.prepareStatement(SEARCH)) {
                String text = open(query.text()).strip().toLowerCase(Locale.ROOT);
                String prefix = literal(text) + "%";
                select.setBoolean(1, query.expired());
                select.setString(2, text);
                select.setString(3, prefix);
                select.setString(4, "%" + prefix);
                select.setString(5, open(query.exchange()));
                select.setString(6, open(query.exchange()));
                select.setString(7, open(query.type()));
                select.setString(8, open(query.type()));
                select.setObject(9, query.expiry(), java.sql.Types.DATE);
                select.setObject(10, query.expiry(), java.sql.Types.DATE);
                select.setString(11, text);
                select.setString(12, prefix);
                select.setInt(13, query.offset());
                select.setInt(14, query.limit());
                return instruments(select);
            }
        });
    }

    /**
     * Tokens of instruments that are listed now.
     *
     * @param exchangesAndSymbols each such as {@code NSE:INFY}
     * @return by exchange and symbol, without those that are not listed
     */
    public Map<String, Long> tokens(Collection<String> exchangesAndSymbols) {
        Map<String, Long> tokens = new HashMap<>();
        if (exchangesAndSymbols.isEmpty()) {
            return tokens;
        }
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement select = connection.prepareStatement("""
                            select i.exchange || ':' || i.tradingsymbol, i.instrument_token
                            from unnest(?) as asked (name)
                            join instruments i on i.exchange = split_part(asked.name, ':', 1)
                                and i.tradingsymbol = substr(asked.name, strpos(asked.name, ':') + 1)
                            where i.expired_at is null""")) {
                select.setArray(1, connection.createArrayOf("text", exchangesAndSymbols.toArray()));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        tokens.put(rows.getString(1), rows.getLong(2));
                    }
                }
                return tokens;
            }
        });
    }

    /** Which of the tokens are listed now. */
    public Set<Long> known(Collection<Long> tokens) {
        Set<Long> known = new HashSet<>();
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement select = connection.prepareStatement("select instrument_token from instruments"
                            + " where expired_at is null and instrument_token = any (?)")) {
                select.setArray(1, connection.createArrayOf("int8", tokens.toArray()));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        known.add(rows.getLong(1));
                    }
                }
                return known;
            }
        });
    }

    /** Whether there is a list at all; before the first import there is none. */
    public boolean filled() {
        return MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement select =
                            connection.prepareStatement("select exists (select from instrument_imports)");
                    ResultSet rows = select.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        });
    }

    private static String open(String value) {
        return value == null ? "" : value;
    }

    /** The signs that LIKE reads as wildcards, taken as themselves. */
    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static List<ListedInstrument> instruments(PreparedStatement select) throws SQLException {
        List<ListedInstrument> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new ListedInstrument(
                        rows.getLong("instrument_token"),
                        rows.getLong("exchange_token"),
                        rows.getString("tradingsymbol"),
                        rows.getString("name"),
                        rows.getObject("expiry", java.time.LocalDate.class),
                        rows.getBigDecimal("strike"),
                        rows.getBigDecimal("tick_size"),
                        rows.getInt("lot_size"),
                        rows.getString("instrument_type"),
                        rows.getString("segment"),
                        rows.getString("exchange"),
                        rows.getBoolean("expired")));
            }
        }
        return found;
    }
}
