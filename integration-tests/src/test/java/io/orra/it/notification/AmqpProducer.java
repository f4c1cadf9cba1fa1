package io.orra.it.notification;

import io.orra.it.frame.Orra;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.net.URI;
import org.apache.qpid.jms.JmsConnectionFactory;

/** A producer that speaks AMQP 1.0: Qpid's client, which knows nothing of Artemis. */
record AmqpProducer(Orra orra) {

    /** The same event twice, as a text and as bytes; the broker has both when this returns. */
    void send(String queue, String tenant, String id, String text, byte[] bytes) {
        JmsConnectionFactory broker = new JmsConnectionFactory(
                orra.settled().get(Setting.ARTEMIS_USER),
                orra.settled().get(Secret.ARTEMIS_PASSWORD),
                URI.create(orra.settled().get(Setting.ARTEMIS_URL).replaceFirst("^tcp", "amqp")));
        try (JMSContext context = broker.createContext()) {
            send(context, queue, tenant, id, context.createTextMessage(text));
            BytesMessage binary = context.createBytesMessage();
            binary.writeBytes(bytes);
            send(context, queue, tenant, id, binary);
        } catch (JMSException refused) {
            throw new JMSRuntimeException("the message could not be made", null, refused);
        }
    }

    private static void send(JMSContext context, String queue, String tenant, String id, Message message)
            throws JMSException {
        message.setStringProperty("JMSXGroupID", tenant);
        message.setStringProperty("_AMQ_DUPL_ID", id);
        context.createProducer().send(context.createQueue(queue), message);
    }
}
