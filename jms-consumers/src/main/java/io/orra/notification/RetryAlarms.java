package io.orra.notification;

import io.orra.health.Dependency;
import io.orra.health.DependencyState;
import io.orra.messaging.MessageSender;
import io.orra.messaging.Queues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Delayed messages that wake whichever instance is there when a retry is due. The outbox alone says what is due: a lost
 * alarm costs a second, until the next look finds it.
 */
@ApplicationScoped
public class RetryAlarms {

    private static final Logger LOG = Logger.getLogger(RetryAlarms.class.getName());
    private static final long TOGETHER_MILLIS = 100;

    @Inject
    private MessageSender sender;

    @Inject
    private DependencyState dependencies;

    private record Alarm(WebhookLine webhook, long inMillis) {}

    /** One for each webhook and tenth of a second in which something of these is to be tried again. */
    void set(Collection<DispatchLedger.Made> made, Instant now) {
        Set<Alarm> alarms = new HashSet<>();
        for (DispatchLedger.Made one : made) {
            if (one.verdict().state() == NotificationState.WAITING) {
                long millis =
                        Math.max(0, Duration.between(now, one.verdict().dueAt()).toMillis());
                long rounded = (millis + TOGETHER_MILLIS - 1) / TOGETHER_MILLIS * TOGETHER_MILLIS;
                alarms.add(new Alarm(one.claimed().webhook(), rounded));
            }
        }
        if (!dependencies.up(Dependency.ARTEMIS)) {
            return;
        }
        try {
            alarms.forEach(alarm -> sender.sendLater(
                    Queues.NOTIFICATION_RETRIES, alarm.webhook().word(), Duration.ofMillis(alarm.inMillis())));
        } catch (RuntimeException away) {
            LOG.log(Level.FINE, "no alarm for a retry", away);
        }
    }
}
