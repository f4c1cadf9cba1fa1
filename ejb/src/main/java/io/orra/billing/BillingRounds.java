package io.orra.billing;

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
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What time brings: graces and grants that end, downgrades that fall due, events that waited for their tenant, words
 * that are owed to people, flags that Redis lost. Each tenant is a transaction of its own; two instances that meet at one tenant do it once.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class BillingRounds {

    private static final Logger LOG = Logger.getLogger(BillingRounds.class.getName());
    private static final int BATCH = 200;

    @Inject
    private InstanceRoles roles;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private StandingService standings;

    @Inject
    private BillingNotices notices;

    @Inject
    private ActiveFlags flags;

    @Inject
    private BillingUpkeep upkeep;

    @Inject
    private ProviderComparison comparison;

    @Schedule(hour = "*", minute = "*", second = "*/3", persistent = false, info = "billing: what time brings")
    void time() {
        attempt("round", () -> {
            each(standings.due(BATCH), standings::passTime);
            each(standings.contradicted(BATCH), standings::passTime);
            each(standings.awaited(BATCH), standings::adopt);
            each(notices.owing(BATCH), notices::send);
        });
    }

    @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false, info = "billing: flags in Redis")
    void flags() {
        attempt("repair of flags", flags::repair);
    }

    @Schedule(hour = "3", minute = "10", timezone = "Asia/Kolkata", persistent = false, info = "billing: nightly")
    void night() {
        attempt("upkeep", upkeep::forgetOldKeys);
        attempt("comparison with the providers", comparison::run);
    }

    private void attempt(String what, Runnable work) {
        if (!roles.api() || !schema.done()) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "billing: the {0} failed ({1})", new Object[] {
                what, away.getClass().getName()
            });
        }
    }

    /** One tenant that fails keeps nobody else waiting. */
    private static void each(List<UUID> tenants, Consumer<UUID> work) {
        for (UUID tenant : tenants) {
            try {
                work.accept(tenant);
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, "billing: tenant {0} waits for the next round ({1})", new Object[] {
                    tenant, failed.getClass().getName()
                });
            }
        }
    }
}
