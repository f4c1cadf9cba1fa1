package io.orra.notification;

import io.orra.messaging.Queues;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** A login that failed. */
@MessageDriven(
        name = "AuthErrorConsumer",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = Queues.AUTH_ERRORS),
            @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
            @ActivationConfigProperty(propertyName = "setupAttempts", propertyValue = "-1"),
            @ActivationConfigProperty(propertyName = "setupInterval", propertyValue = "1000"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuthErrorConsumer implements MessageListener {

    @Inject
    private Intake intake;

    @Override
    public void onMessage(Message message) {
        intake.take(QueuedMessage.of(Queues.AUTH_ERRORS, message));
    }
}
