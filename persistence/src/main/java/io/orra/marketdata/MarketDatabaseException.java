package io.orra.marketdata;

import java.sql.SQLException;

/** The market database did not do what was asked. The message has the SQLSTATE and no values. */
public final class MarketDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Work on the database. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    private final String state;

    MarketDatabaseException(SQLException cause) {
        super("market database: SQLSTATE " + cause.getSQLState());
        this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** Of five signs, or empty when the database was not reached. */
    public String state() {
        return state;
    }

    static <T> T guard(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException failed) {
            throw new MarketDatabaseException(failed);
        }
    }
}
