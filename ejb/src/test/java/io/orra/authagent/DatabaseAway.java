package io.orra.authagent;

/** The connection to the database ends here; the process goes on. */
final class DatabaseAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseAway() {
        super("the database is away", null, false, false);
    }
}
