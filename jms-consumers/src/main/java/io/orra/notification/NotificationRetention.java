package io.orra.notification;

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
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets old notifications, their attempts, and that their events were seen. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NotificationRetention {

    private static final Logger LOG = Logger.getLogger(NotificationRetention.class.getName());

    @Inject
    private DispatchLedger ledger;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private InstanceRoles roles;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_RETENTION_DAYS", defaultValue = "90")
    private int days;

    @Schedule(
            hour = "2",
            minute = "40",
            timezone = "Asia/Kolkata",
            persistent = false,
            info = "notification agent: retention")
    void forget() {
        if (!roles.notification() || !schema.done()) {
            return;
        }
        try {
            int rows = ledger.forget(Duration.ofDays(days));
            LOG.log(Level.INFO, "{0} rows of old notifications are forgotten", rows);
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "old notifications stay until the next night ({0})",
                    away.getClass().getName());
        }
    }
}
