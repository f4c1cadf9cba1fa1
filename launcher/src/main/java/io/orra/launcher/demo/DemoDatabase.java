package io.orra.launcher.demo;

import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks into Orra's database with the agents' role, which sees every tenant's rows. */
record DemoDatabase(Settings settings) {
    /** The first column of all rows, as text. */
    List<String> column(String query, Object... parameters) {
        try (Connection connection = DriverManager.getConnection(
                        settings.get(Setting.DATABASE_URL),
                        settings.get(Setting.DATABASE_AGENT_USER),
                        settings.get(Secret.DATABASE_AGENT_PASSWORD));
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException refused) {
            throw new Mismatch("the database answers", "an error (SQL state " + refused.getSQLState() + ")");
        }
    }

    long count(String query, Object... parameters) {
        return Long.parseLong(column(query, parameters).get(0));
    }
}
