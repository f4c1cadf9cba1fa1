package io.orra.it.frame;

import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The database; under the agents' role, which sees all tenants, until another one is asked for. */
public final class Database {

    /** PostgreSQL's own administrator, whom no row-level security holds. */
    private static final String SUPERUSER = "postgres";

    private final Settings settings;
    private final String user;
    private final String password;

    Database(Settings settings) {
        this(settings, settings.get(Setting.DATABASE_AGENT_USER), settings.get(Secret.DATABASE_AGENT_PASSWORD));
    }

    private Database(Settings settings, String user, String password) {
        this.settings = settings;
        this.user = user;
        this.password = password;
    }

    /** As the application's role. */
    public Database asApplication() {
        return new Database(settings, settings.get(Setting.DATABASE_USER), settings.get(Secret.DATABASE_PASSWORD));
    }

    /** As the superuser, who reads every row there is. */
    public Database asSuperuser() {
        return new Database(settings, SUPERUSER, settings.get(Secret.POSTGRES_PASSWORD));
    }

    public List<Map<String, Object>> rows(String sql, Object... parameters) {
        try (Connection connection = DriverManager.getConnection(settings.get(Setting.DATABASE_URL), user, password);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return read(statement.executeQuery());
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static List<Map<String, Object>> read(ResultSet result) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
