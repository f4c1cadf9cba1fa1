package io.orra.marketdata;

import io.orra.persistence.SchemaMigration;
import io.orra.persistence.SchemaMigrationException;
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
 * Migrates the market data's schema, away from the start: a market database that is away holds up nothing but market
 * data, and is tried again every five seconds.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MarketSchemaAtStart {

    private static final Logger LOG = Logger.getLogger(MarketSchemaAtStart.class.getName());
    private static final int RETRY_SECONDS = 5;

    @Inject
    @ConfigProperty(name = "MARKET_DATABASE_URL", defaultValue = "jdbc:postgresql://127.0.0.1:15432/orra_market")
    private String url;

    @Inject
    @ConfigProperty(name = "DATABASE_OWNER_USER", defaultValue = "orra_owner")
    private String owner;

    @Inject
    @ConfigProperty(name = "DATABASE_OWNER_PASSWORD", defaultValue = "orra_owner")
    private String password;

    @Inject
    @ConfigProperty(name = "MARKET_DATABASE_USER", defaultValue = "orra_agent")
    private String role;

    @Resource
    private ManagedScheduledExecutorService threads;

    private volatile boolean done;
    private volatile boolean stopped;

    @PostConstruct
    void begin() {
        threads.execute(this::migrate);
    }

    @jakarta.annotation.PreDestroy
    void stop() {
        stopped = true;
    }

    /** Whether the schema is the one that this release needs. */
    public boolean done() {
        return done;
    }

    private void migrate() {
        try {
            int executed = SchemaMigration.market(url, owner, password, role).run();
            done = true;
            LOG.log(Level.INFO, "market schema up to date, {0} migrations run", executed);
        } catch (SchemaMigrationException notYet) {
            if (!stopped) {
                LOG.log(Level.WARNING, "market data: {0}; trying again", notYet.getMessage());
                threads.schedule(this::migrate, RETRY_SECONDS, TimeUnit.SECONDS);
            }
        }
    }
}
