package io.orra.notification;

import io.orra.messaging.MessageSender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Puts what can't be delivered where an operator sees it, with the reason. */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class.getName());

    @Inject
    private MessageSender sender;

    /** Within the transaction that received the message: it stands in one queue or in the other, never in both. */
    void park(QueuedMessage message, String reason) {
        LOG.log(Level.WARNING, "a message of {0} goes to the dead letters: {1}", new Object[] {message.queue(), reason
        });
        sender.park(message.queue(), message.id(), message.text(), reason);
    }
}
