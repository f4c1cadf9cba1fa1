package io.orra.persistence;

import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings the schema up to date under the owner's role, on a connection of its own outside JTA. Several instances may do
 * so at once: Flyway lets one work and the others wait.
 */
public class SchemaMigration {

    private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private final PGSimpleDataSource owner;
    private final Map<String, String> roles;

    /**
     * @param url JDBC address, without credentials
     * @param appRole the application's login role, under row-level security
     * @param agentRole the agents' login role, with narrow grants
     * @throws SchemaMigrationException when the address or a role's name is not of its form
     */
    public SchemaMigration(String url, String ownerUser, String ownerPassword, String appRole, String agentRole) {
        this.owner = new PGSimpleDataSource();
        try {
            owner.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new SchemaMigrationException("The database address is no JDBC address of PostgreSQL");
        }
        owner.setUser(ownerUser);
        owner.setPassword(ownerPassword);
        this.roles = Map.of("app_role", checked(appRole), "agent_role", checked(agentRole));
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
                    .dataSource(owner)
                    .locations("classpath:db/migration")
                    .failOnMissingLocations(true)
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
        SQLException sql = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                sql = found;
            }
        }
        String state = sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
        if (state.startsWith("08")) {
            return "Schema migration: the database can't be reached";
        }
        if (state.startsWith("28")) {
            return "Schema migration: the database refuses the owner's user or password";
        }
        if (state.equals("3D000")) {
            return "Schema migration: the database does not exist";
        }
        return "Schema migration failed" + (state.isEmpty() ? "" : " with SQLSTATE " + state);
    }
}
