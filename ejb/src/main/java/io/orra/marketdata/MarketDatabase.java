package io.orra.marketdata;

import io.orra.problem.Refusal;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Access to market data: to its database, and for requests the refusal while that does not answer. */
@ApplicationScoped
public class MarketDatabase {

    private static final Logger LOG = Logger.getLogger(MarketDatabase.class.getName());

    @Resource(lookup = "jdbc/orra-market")
    private DataSource database;

    @EJB
    private MarketSchemaAtStart schema;

    public DataSource source() {
        return database;
    }

    /** Whether the schema stands; nothing of market data is asked for before. */
    public boolean ready() {
        return schema.done();
    }

    /** @throws Refusal 503 while the database is not there */
    public <T> T ask(Supplier<T> question) {
        if (!ready()) {
            throw away();
        }
        try {
            return question.get();
        } catch (MarketDatabaseException failed) {
            LOG.log(Level.WARNING, "{0}", failed.getMessage());
            throw away();
        }
    }

    private static Refusal away() {
        return Refusal.unavailable("market-database-unavailable", "Market data can't be read now; try again");
    }
}
