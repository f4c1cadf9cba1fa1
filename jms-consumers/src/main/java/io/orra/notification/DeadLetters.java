package io.orra.notification;

import io.orra.messaging.DeadLetterQueue;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Puts what can't be delivered where an operator sees it, with the reason, and alerts for the first of a kind. */
@Stateless
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class.getName());

    @Inject
    private DeadLetterQueue letters;

    @Inject
    private OperatorAlerts alerts;

    /** A message that never becomes a notification: parked once, however often the broker delivers it. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void parkMalformed(QueuedMessage message, String reason) {
        LOG.log(Level.WARNING, "a message of {0} goes to the dead letters: {1}", new Object[] {message.queue(), reason
        });
        String once = "dead:" + message.queue() + ":" + message.messageId();
        letters.parkAlone(once, message.queue(), message.id(), message.queue(), message.text(), reason);
        alerts.raise(
                NotificationAlertKind.dead(message.queue(), reason),
                "Messages of " + message.queue() + " can't be used: " + reason);
    }

    /** In the transaction that gives the notification up: it stands in the outbox or among the dead letters. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void park(ClaimedNotification claimed, String reason) {
        String channel = claimed.channel().word();
        LOG.log(Level.WARNING, "a notification by {0} goes to the dead letters: {1}", new Object[] {channel, reason});
        letters.park(null, claimed.sourceQueue(), claimed.eventId(), claimed.id(), channel, claimed.body(), reason);
        alerts.raise(
                NotificationAlertKind.dead(channel, reason),
                "Notifications by " + channel + " can't be delivered: " + reason);
    }
}
