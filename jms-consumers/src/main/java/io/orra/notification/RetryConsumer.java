package io.orra.notification;

import io.orra.messaging.Queues;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.util.Arrays;

/** The time of a retry has come. */
@MessageDriven(
        name = "RetryConsumer",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = Queues.NOTIFICATION_RETRIES),
            @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
            @ActivationConfigProperty(propertyName = "setupAttempts", propertyValue = "-1"),
            @ActivationConfigProperty(propertyName = "setupInterval", propertyValue = "1000"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RetryConsumer implements MessageListener {

    @Inject
    private Dispatcher dispatcher;

    @Override
    public void onMessage(Message message) {
        try {
            String webhook = ((TextMessage) message).getText();
            dispatcher.wake(Arrays.stream(WebhookLine.values())
                    .filter(line -> line.word().equals(webhook))
                    .toList());
        } catch (JMSException unreadable) {
            throw new IllegalStateException("a message could not be read", unreadable);
        }
    }
}
