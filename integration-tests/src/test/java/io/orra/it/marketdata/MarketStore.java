package io.orra.it.marketdata;

import io.orra.it.frame.Orra;
import io.orra.launcher.settings.Setting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The market database, under the role that the application has there. */
public final class MarketStore {

    private final Orra orra;

    public MarketStore(Orra orra) {
        this.orra = orra;
    }

    void update(String sql, Object... values) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    public long number(String sql, Object... values) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                orra.settled().get(Setting.MARKET_DATABASE_URL),
                orra.settled().get(Setting.MARKET_DATABASE_USER),
                orra.settled().get(Setting.MARKET_DATABASE_PASSWORD));
    }
}
