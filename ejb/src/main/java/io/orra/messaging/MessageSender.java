package io.orra.messaging;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import jakarta.json.JsonObject;
import java.util.UUID;

/** Puts JSON messages on queues, inside the caller's transaction where there is one. */
@Stateless
public class MessageSender {

    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";
    private static final String GROUP = "JMSXGroupID";

    @Resource(lookup = MessageBroker.CONNECTION_FACTORY)
    private ConnectionFactory broker;

    /**
     * @param id the event's id: the broker takes each only once
     * @param tenant messages of one tenant keep their order
     * @throws JMSRuntimeException when the broker is away; nothing was sent
     */
    public void send(String queue, String id, UUID tenant, JsonObject body) {
        try (JMSContext context = broker.createContext()) {
            TextMessage message = context.createTextMessage(body.toString());
            message.setStringProperty(DUPLICATE_ID, id);
            message.setStringProperty(GROUP, tenant.toString());
            context.createProducer().send(context.createQueue(queue), message);
        } catch (JMSException refused) {
            throw new JMSRuntimeException("the message could not be made", null, refused);
        }
    }

    /**
     * As {@link #send}, but in no transaction: the broker has the message when this returns, and one that it has already
     * it drops without a word, where a transaction would fail.
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void sendAtOnce(String queue, String id, UUID tenant, JsonObject body) {
        send(queue, id, tenant, body);
    }

    /**
     * Puts a message on the dead-letter queue with the properties {@code orra_queue}, {@code orra_id} and
     * {@code orra_reason}.
     *
     * @param text null for a message without text
     */
    public void park(String fromQueue, String id, String text, String reason) {
        try (JMSContext context = broker.createContext()) {
            TextMessage message = context.createTextMessage(text == null ? "" : text);
            message.setStringProperty("orra_queue", fromQueue);
            message.setStringProperty("orra_id", id);
            message.setStringProperty("orra_reason", reason);
            context.createProducer().send(context.createQueue(Queues.DEAD_LETTERS), message);
        } catch (JMSException refused) {
            throw new JMSRuntimeException("the message could not be made", null, refused);
        }
    }
}
