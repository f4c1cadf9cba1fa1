package io.orra.notification;

import io.orra.persistence.SchemaAtStart;
import io.orra.settings.InstanceRoles;
import io.orra.settings.Time;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets old notifications, their attempts, and that their events were seen: once a night. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NotificationRetention {

    private static final Logger LOG = Logger.getLogger(NotificationRetention.class.getName());
    /** Of the night. */
    private static final int HOUR = 3;

    @Inject
    private DispatchLedger ledger;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private InstanceRoles roles;

    @Inject
    private Clock clock;

    @Inject
    @ConfigProperty(name = "NOTIFICATION_RETENTION_DAYS", defaultValue = "90")
    private int days;

    private volatile LocalDate forgot;

    /** Looks often, so that a server that was down at that hour forgets after its start. */
    @Schedule(
            hour = "*",
            minute = "*",
            second = "*/10",
            timezone = "Asia/Kolkata",
            persistent = false,
            info = "notification agent: retention")
    void forget() {
        LocalDate night =
                clock.instant().atZone(Time.MARKET_ZONE).minusHours(HOUR).toLocalDate();
        if (night.equals(forgot) || !roles.notification() || !schema.done()) {
            return;
        }
        forgot = night;
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
