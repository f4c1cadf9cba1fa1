package io.orra.notification;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

/**
 * A message as it came from a queue.
 *
 * @param id the sender's duplicate-detection id, else the broker's message id
 * @param text null when it was no text message
 * @param deliveryCount from 1, grows with each redelivery
 */
public record QueuedMessage(String queue, String id, String text, int deliveryCount) {

    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";
    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    static QueuedMessage of(String queue, Message message) {
        try {
            String given = message.getStringProperty(DUPLICATE_ID);
            return new QueuedMessage(
                    queue,
                    given == null ? message.getJMSMessageID() : given,
                    message instanceof TextMessage text ? text.getText() : null,
                    message.getIntProperty(DELIVERY_COUNT));
        } catch (JMSException unreadable) {
            throw new IllegalStateException("a message could not be read", unreadable);
        }
    }
}
