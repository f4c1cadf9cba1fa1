package io.orra.launcher.keys;

import io.orra.launcher.StackFailure;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** How much of the sealed data needs which key. */
public record SealedData(Settings settings) {
    private static final String ROWS = """
            select key_id, sum(n) from (
                select key_id, count(*) n from kite_credentials group by key_id
                union all
                select key_id, count(*) from broker_sessions where access_token_encrypted is not null group by key_id
            ) rows group by key_id""";
    /** Such a transaction may hold a row that nobody sees yet. */
    private static final String IN_DOUBT = "select count(*) from pg_prepared_xacts where database = current_database()";

    /**
     * @param rows by key id
     * @param inDoubt transactions that a crash left prepared and not ended
     */
    public record Need(Map<String, Long> rows, long inDoubt) {
        /** Rows that need another key than this. */
        public long besides(String keyId) {
            return rows.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(keyId))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    public Need need() {
        try (Connection connection = DriverManager.getConnection(
                        settings.get(Setting.DATABASE_URL),
                        settings.get(Setting.DATABASE_AGENT_USER),
                        settings.get(Secret.DATABASE_AGENT_PASSWORD));
                Statement statement = connection.createStatement()) {
            Map<String, Long> rows = new TreeMap<>();
            // First: what is decided in between is then among the rows.
            long inDoubt;
            try (ResultSet result = statement.executeQuery(IN_DOUBT)) {
                result.next();
                inDoubt = result.getLong(1);
            }
            try (ResultSet result = statement.executeQuery(ROWS)) {
                while (result.next()) {
                    rows.put(result.getString(1), result.getLong(2));
                }
            }
            return new Need(rows, inDoubt);
        } catch (SQLException away) {
            throw new StackFailure(
                    "the sealed data can't be counted (SQL state " + away.getSQLState() + ")",
                    "Is the database up, and Orra's schema there? ./orra status");
        }
    }
}
