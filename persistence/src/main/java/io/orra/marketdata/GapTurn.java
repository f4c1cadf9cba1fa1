package io.orra.marketdata;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;

/** Lets one instance at a time work on the gaps; the turn ends with the work, or with the instance. */
public final class GapTurn {

    private final DataSource database;

    public GapTurn(DataSource database) {
        this.database = database;
    }

    /** Does the work if no other instance has the turn. */
    public void take(Runnable work) {
        MarketDatabaseException.guard(() -> {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("select pg_try_advisory_xact_lock(7021803390040069)")) {
                    if (row.next() && row.getBoolean(1)) {
                        work.run();
                    }
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
            return null;
        });
    }
}
