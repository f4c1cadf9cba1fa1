package io.orra.notification;

import io.orra.messaging.Queues;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** A link for a login by hand. */
@MessageDriven(
        name = "AuthNoticeConsumer",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = Queues.AUTH_NOTICES),
            @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
            @ActivationConfigProperty(propertyName = "setupAttempts", propertyValue = "-1"),
            @ActivationConfigProperty(propertyName = "setupInterval", propertyValue = "1000"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1")
        })
public class AuthNoticeConsumer implements MessageListener {

    @Inject
    private NotificationEngine engine;

    @Override
    public void onMessage(Message message) {
        engine.take(QueuedMessage.of(Queues.AUTH_NOTICES, message));
    }
}
