package io.orra.notification;

import io.orra.messaging.Queues;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** What became of an order. */
@MessageDriven(
        name = "ExecutionResultConsumer",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = Queues.EXECUTION_RESULTS),
            @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
            @ActivationConfigProperty(propertyName = "setupAttempts", propertyValue = "-1"),
            @ActivationConfigProperty(propertyName = "setupInterval", propertyValue = "1000"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4")
        })
public class ExecutionResultConsumer implements MessageListener {

    @Inject
    private NotificationEngine engine;

    @Override
    public void onMessage(Message message) {
        engine.take(QueuedMessage.of(Queues.EXECUTION_RESULTS, message));
    }
}
