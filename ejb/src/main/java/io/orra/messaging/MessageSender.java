package io.orra.messaging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.orra.tracing.Traces;
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
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Puts JSON messages on queues, inside the caller's transaction where there is one. */
@Stateless
public class MessageSender {

    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";
    private static final String GROUP = "JMSXGroupID";
    private static final String EVENT_ID = "orra_event_id";

    @Resource(lookup = MessageBroker.CONNECTION_FACTORY)
    private ConnectionFactory broker;

    /**
     * One of many.
     *
     * @param duplicateId the broker takes each only once
     * @param group messages of one keep their order
     * @param eventId the event's id where the text names none; null when the duplicate-detection id is it
     */
    public record Outgoing(String queue, String duplicateId, String group, String eventId, String text) {

        /** An event of a tenant; the event's id is the duplicate-detection id. */
        public static Outgoing of(String queue, String id, UUID tenant, JsonObject body) {
            return new Outgoing(queue, id, tenant.toString(), null, body.toString());
        }

        /** Without the text. */
        @Override
        public String toString() {
            return "Outgoing[" + queue + " " + duplicateId + "]";
        }
    }

    /**
     * @param id the event's id: the broker takes each only once
     * @param tenant messages of one tenant keep their order
     * @throws JMSRuntimeException when the broker is away; nothing was sent
     */
    public void send(String queue, String id, UUID tenant, JsonObject body) {
        send(List.of(Outgoing.of(queue, id, tenant, body)));
    }

    /**
     * All of them in the caller's transaction. One that the broker has seen before rolls all of them back.
     *
     * @throws JMSRuntimeException when the broker is away; nothing was sent
     */
    public void send(List<Outgoing> messages) {
        try (JMSContext context = broker.createContext()) {
            for (Outgoing one : messages) {
                TextMessage message = context.createTextMessage(one.text());
                message.setStringProperty(DUPLICATE_ID, one.duplicateId());
                message.setStringProperty(GROUP, one.group());
                if (one.eventId() != null) {
                    message.setStringProperty(EVENT_ID, one.eventId());
                }
                send(context, one.queue(), message);
            }
        } catch (JMSException refused) {
            throw new JMSRuntimeException("the message could not be made", null, refused);
        }
    }

    private static void send(JMSContext context, String queue, TextMessage message) throws JMSException {
        if (!Traces.within()) {
            context.createProducer().send(context.createQueue(queue), message);
            return;
        }
        Span span = Traces.begin("send " + queue, SpanKind.PRODUCER)
                .setAttribute("messaging.system", "activemq")
                .setAttribute("messaging.destination.name", queue);
        message.setStringProperty(Traces.TRACEPARENT, Traces.traceparent(span));
        Traces.under(span, () -> context.createProducer().send(context.createQueue(queue), message));
    }

    /** All of them in one transaction of their own. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void sendTogether(List<Outgoing> messages) {
        send(messages);
    }

    /** At once and outside any transaction: the broker silently drops one that it has seen before. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void sendAlone(Outgoing message) {
        send(List.of(message));
    }

    /** Arrives after the delay, to the millisecond; outside any transaction. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void sendLater(String queue, String text, Duration delay) {
        try (JMSContext context = broker.createContext()) {
            context.createProducer()
                    .setDeliveryDelay(Math.max(0, delay.toMillis()))
                    .send(context.createQueue(queue), text);
        }
    }
}
