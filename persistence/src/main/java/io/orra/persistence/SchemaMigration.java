package io.orra.persistence;

import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.Driver;
import org.postgresql.util.PSQLException;

/**
 * Brings the schema up to date under the owner's role, on a connection of its own outside JTA. Several instances may do
 * so at once: Flyway lets one work and the others wait.
 */
public class SchemaMigration {

    private static final String STILL_STARTING = "57P03";
    private static final String RAISED_BY_OUR_OWN_SCRIPT = "P0001";
    private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private static final String MAIN = "classpath:db/migration";
    private static final String MAIN_HISTORY = "flyway_schema_history";
    private static final String MARKET = "classpath:db/market";
    private static final String MARKET_HISTORY = "market_schema_history";

    private final String url;
    private final String ownerUser;
    private final String ownerPassword;
    private final String location;
    private final String history;
    private final Map<String, String> roles;

    /**
     * @param url JDBC address, without credentials
     * @param appRole the application's login role, under row-level security
     * @param agentRole the agents' login role, with narrow grants
     * @throws SchemaMigrationException when the address or a role's name is not of its form
     */
    public SchemaMigration(String url, String ownerUser, String ownerPassword, String appRole, String agentRole) {
        this(
                url,
                ownerUser,
                ownerPassword,
                MAIN,
                MAIN_HISTORY,
                Map.of("app_role", checked(appRole), "agent_role", checked(agentRole)));
    }

    /**
     * The market data's own schema, with a history of its own, so that it may stand in a database of its own or beside
     * the main one.
     *
     * @param marketRole the login role that reads and writes market data
     * @throws SchemaMigrationException when the address or the role's name is not of its form
     */
    public static SchemaMigration market(String url, String ownerUser, String ownerPassword, String marketRole) {
        return new SchemaMigration(
                url, ownerUser, ownerPassword, MARKET, MARKET_HISTORY, Map.of("market_role", checked(marketRole)));
    }

    private SchemaMigration(
            String url,
            String ownerUser,
            String ownerPassword,
            String location,
            String history,
            Map<String, String> roles) {
        if (!new Driver().acceptsURL(url)) {
            throw new SchemaMigrationException("The database address is no JDBC address of PostgreSQL");
        }
        this.url = url;
        this.ownerUser = ownerUser;
        this.ownerPassword = ownerPassword;
        this.location = location;
        this.history = history;
        this.roles = roles;
    }

    /**
     * Runs what is missing.
     *
     * @return how many migrations ran
     * @throws SchemaMigrationException when the database can't be reached, or a migration fails
     */
    public int run() {
        ClassLoader here = SchemaMigration.class.getClassLoader();
        try {
            return Flyway.configure(here)
                    .dataSource(url, ownerUser, ownerPassword)
                    .locations(location)
                    .table(history)
                    .baselineOnMigrate(history.equals(MARKET_HISTORY))
                    .baselineVersion("0")
                    .failOnMissingLocations(true)
                    // Branches number by issue, and grow at the same time.
                    .outOfOrder(true)
                    .placeholders(roles)
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw new SchemaMigrationException(explain(e));
        }
    }

    /** Roles are put into SQL as text, so nothing but a plain name may pass. */
    private static String checked(String role) {
        if (!ROLE.matcher(role).matches()) {
            throw new SchemaMigrationException("A database role has a name of lower-case letters, digits and _");
        }
        return role;
    }

    private static String explain(FlywayException failure) {
        String state = "";
        String raised = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
            if (cause instanceof PSQLException sql && sql.getServerErrorMessage() != null) {
                raised = sql.getServerErrorMessage().getMessage();
            }
        }
        if (state.startsWith("08") || state.equals(STILL_STARTING)) {
            return "Schema migration: the database can't be reached";
        }
        if (state.startsWith("28")) {
            return "Schema migration: the database refuses the owner's user or password";
        }
        if (state.equals("3D000")) {
            return "Schema migration: the database does not exist";
        }
        if (state.equals(RAISED_BY_OUR_OWN_SCRIPT)) {
            return "Schema migration: " + raised;
        }
        return "Schema migration failed" + (state.isEmpty() ? "" : " with SQLSTATE " + state);
    }
}
