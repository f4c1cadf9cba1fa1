package io.orra.notification;

import io.opentelemetry.api.trace.Span;
import io.orra.tracing.Traces;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A message as it came from a queue.
 *
 * @param messageId names this message, the same with each redelivery
 * @param id the event's, where the text names none: the sender's duplicate-detection id, else the broker's message id, else made of the text
 * @param traceparent the sender's span, by W3C; null when it has none
 * @param text null when it was neither a text nor a small bytes message, as AMQP and STOMP clients send them
 */
public record QueuedMessage(String queue, String messageId, String id, String traceparent, String text) {

    private static final String REPLAYED_ID = "orra_event_id";
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";
    private static final int MAX_BYTES = 256 * 1024;

    static QueuedMessage of(String queue, Message message) {
        try {
            String text = text(message);
            String messageId = messageId(message, text);
            String replayedId = message.getStringProperty(REPLAYED_ID);
            return new QueuedMessage(
                    queue,
                    messageId,
                    replayedId == null ? messageId : replayedId,
                    message.getStringProperty(Traces.TRACEPARENT),
                    text);
        } catch (JMSException unreadable) {
            throw new IllegalStateException("a message could not be read", unreadable);
        }
    }

    /** The same message, for whom this span is the sender's. */
    QueuedMessage under(Span span) {
        return new QueuedMessage(queue, messageId, id, Traces.traceparent(span), text);
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "QueuedMessage[" + queue + " " + id + "]";
    }

    private static String text(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText();
        }
        if (message instanceof BytesMessage bytes && bytes.getBodyLength() <= MAX_BYTES) {
            byte[] body = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(body);
            return new String(body, StandardCharsets.UTF_8);
        }
        return null;
    }

    private static String messageId(Message message, String text) throws JMSException {
        String given = message.getStringProperty(DUPLICATE_ID);
        if (given != null) {
            return given;
        }
        if (message.getJMSMessageID() != null) {
            return message.getJMSMessageID();
        }
        return text == null ? null : "sha256:" + sha256(text);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is missing", impossible);
        }
    }
}
