package io.orra.authagent;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** On the morning of a trading day sends a login link to whoever has no session and will get none by itself. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class LoginReminder {

    private static final Logger LOG = Logger.getLogger(LoginReminder.class.getName());

    /** A server that starts later than that reminds only while the market is open: the link is still of use then. */
    private static final Duration WINDOW = Duration.ofHours(4);

    @Inject
    private InstanceRoles roles;

    @EJB
    private SchemaAtStart schema;

    @Inject
    private LoginLedger ledger;

    @Inject
    private ReminderSender sender;

    @Inject
    private MarketCalendar calendar;

    @Inject
    private Clock clock;

    @Inject
    @ConfigProperty(name = "AUTH_REMINDER_TIME", defaultValue = "08:05")
    private LocalTime time;

    @Schedule(
            hour = "*",
            minute = "*",
            second = "*/20",
            timezone = "Asia/Kolkata",
            persistent = false,
            info = "auth agent: login links")
    void remind() {
        Instant now = clock.instant();
        if (!roles.auth() || !schema.done() || !due(calendar, time, now)) {
            return;
        }
        LocalDate day = BrokerDay.businessDate(now);
        try {
            ledger.candidates(day).stream()
                    .filter(candidate -> needed(candidate, now))
                    .forEach(candidate -> sender.send(candidate, day));
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "login links could not be sent ({0}); they follow",
                    away.getClass().getName());
        }
    }

    /** Only within some hours after the time on a trading day, or until the market closes. */
    static boolean due(MarketCalendar calendar, LocalTime time, Instant now) {
        LocalDate day = BrokerDay.businessDate(now);
        Instant from = BrokerDay.loginDue(day, time);
        return calendar.isTradingDay(day)
                && !now.isBefore(from)
                && (now.isBefore(from.plus(WINDOW)) || calendar.isOpen(now));
    }

    static boolean needed(LoginCandidate candidate, Instant now) {
        return !candidate.hasLiveSession(now) && (!candidate.autoLogin() || candidate.paused());
    }
}
