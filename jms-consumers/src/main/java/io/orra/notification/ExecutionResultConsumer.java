package io.orra.notification;

import io.orra.messaging.Queues;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
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
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "64")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExecutionResultConsumer implements MessageListener {

    @Inject
    private Intake intake;

    @Override
    public void onMessage(Message message) {
        intake.take(QueuedMessage.of(Queues.EXECUTION_RESULTS, message));
    }
}
