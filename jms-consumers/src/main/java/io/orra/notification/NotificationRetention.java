package io.orra.notification;

import io.orra.persistence.SchemaAtStart;
import io.orra.settings.InstanceRoles;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets old notifications, their attempts, and that their events were seen. */
@Singleton
@Startup
public class NotificationRetention {

    private static final Logger LOG = Logger.getLogger(NotificationRetention.class.getName());

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private InstanceRoles roles;

    @Inject
    private Clock clock;

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
        if (roles.notification() && schema.done()) {
            int rows = new NotificationLog(database).forget(clock.instant(), Duration.ofDays(days));
            LOG.log(Level.INFO, "{0} rows of old notifications are forgotten", rows);
        }
    }
}
