package io.orra.metrics;

import io.orra.persistence.SchemaAtStart;
import io.orra.settings.InstanceRoles;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks the database from time to time, so that a scrape never waits for it. Only the API's instances do. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class MeterRounds {

    private static final Logger LOG = Logger.getLogger(MeterRounds.class.getName());

    @Inject
    private InstanceRoles roles;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private RowCounts counts;

    @Inject
    private Meters meters;

    @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false, info = "metrics: rows")
    void round() {
        if (!roles.api() || !schema.done()) {
            return;
        }
        try {
            meters.rows(counts.byKindAndState());
        } catch (RuntimeException away) {
            LOG.log(
                    Level.FINE,
                    "metrics: rows were not counted ({0})",
                    away.getClass().getName());
        }
    }
}
