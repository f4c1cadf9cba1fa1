package io.orra.persistence;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Migrates the schema when the application starts. A database that is away does not stop the start: the migration
 * is tried again every two seconds, and until it has run, {@link #done()} keeps the agents from working.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SchemaAtStart {

    private static final Logger LOG = Logger.getLogger(SchemaAtStart.class.getName());
    private static final int RETRY_SECONDS = 2;

    @Inject
    @ConfigProperty(name = "DATABASE_URL", defaultValue = "jdbc:postgresql://127.0.0.1:15432/orra_app")
    private String url;

    @Inject
    @ConfigProperty(name = "DATABASE_OWNER_USER", defaultValue = "orra_owner")
    private String owner;

    @Inject
    @ConfigProperty(name = "DATABASE_OWNER_PASSWORD", defaultValue = "orra_owner")
    private String password;

    @Inject
    @ConfigProperty(name = "DATABASE_USER", defaultValue = "orra_user")
    private String appRole;

    @Inject
    @ConfigProperty(name = "DATABASE_AGENT_USER", defaultValue = "orra_agent")
    private String agentRole;

    @Resource
    private ManagedScheduledExecutorService threads;

    private volatile boolean done;

    @PostConstruct
    void begin() {
        migrate();
    }

    /** Whether the schema is the one that this release needs. */
    public boolean done() {
        return done;
    }

    private void migrate() {
        try {
            int executed = new SchemaMigration(url, owner, password, appRole, agentRole).run();
            done = true;
            LOG.log(Level.INFO, "schema up to date, {0} migrations run", executed);
        } catch (SchemaMigrationException notYet) {
            LOG.log(Level.WARNING, "{0}; trying again", notYet.getMessage());
            threads.schedule(this::migrate, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }
}
