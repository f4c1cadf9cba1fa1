package io.orra.messaging;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The broker's dead-letter queue, where what could not be delivered stands with its reason. All of it works inside the
 * caller's transaction.
 */
@Stateless
public class DeadLetterQueue {

    private static final int MAX_CHARACTERS = 64 * 1024;
    private static final long SEARCH_MILLIS = 2_000;
    private static final String BY_BROKER = "given_up_by_broker";

    @Resource(lookup = MessageBroker.CONNECTION_FACTORY)
    private ConnectionFactory broker;

    /**
     * A dead letter.
     *
     * @param id the message's at the broker
     * @param queue where it came from
     * @param eventId as far as it is known
     * @param notification its row in the outbox; null when it never came that far
     * @param text at most 64 Ki characters of it
     */
    public record Letter(
            UUID id,
            String queue,
            String eventId,
            UUID notification,
            String kind,
            String reason,
            Instant at,
            String text) {

        /** Without the text. */
        @Override
        public String toString() {
            return "Letter[" + id + " " + reason + "]";
        }
    }

    /**
     * Puts a message among the dead letters.
     *
     * @param duplicateId parked once however often it is tried; null where the transaction sees to that
     * @param notification null when it never came to the outbox
     * @param kind with the reason what an operator is alarmed for once: queue or channel
     * @param text null for a message without text; cut at 64 Ki characters
     */
    public void park(
            String duplicateId,
            String fromQueue,
            String eventId,
            UUID notification,
            String kind,
            String text,
            String reason) {
        try (JMSContext context = broker.createContext()) {
            String kept = text == null ? "" : text;
            boolean cut = kept.length() > MAX_CHARACTERS;
            TextMessage message = context.createTextMessage(cut ? kept.substring(0, MAX_CHARACTERS) : kept);
            message.setStringProperty("orra_queue", fromQueue);
            message.setStringProperty("orra_id", eventId);
            message.setStringProperty("orra_reason", reason);
            message.setStringProperty("orra_kind", kind);
            message.setBooleanProperty("orra_cut", cut);
            if (notification != null) {
                message.setStringProperty("orra_notification", notification.toString());
            }
            if (duplicateId != null) {
                message.setStringProperty("_AMQ_DUPL_ID", duplicateId);
            }
            context.createProducer().send(context.createQueue(Queues.DEAD_LETTERS), message);
        } catch (JMSException refused) {
            throw new JMSRuntimeException("the message could not be made", null, refused);
        }
    }

    /** As {@link #park}, at once and outside any transaction: one that was parked before is silently dropped. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void parkAlone(
            String duplicateId, String fromQueue, String eventId, String kind, String text, String reason) {
        park(duplicateId, fromQueue, eventId, null, kind, text, reason);
    }

    /** What stands there, oldest first, left where it is. */
    public List<Letter> list(Predicate<Letter> wanted, int most) {
        try (JMSContext context = broker.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(Queues.DEAD_LETTERS))) {
            List<Letter> letters = new ArrayList<>();
            BrowsedMessages messages = new BrowsedMessages(browser);
            while (letters.size() < most && messages.hasNext()) {
                Letter letter = letter(messages.next());
                if (wanted.test(letter)) {
                    letters.add(letter);
                }
            }
            return letters;
        } catch (JMSException refused) {
            throw new JMSRuntimeException("the dead letters can't be read", null, refused);
        }
    }

    /** Takes one away; it is back if the transaction does not commit. */
    public Optional<Letter> take(UUID id) {
        try (JMSContext context = broker.createContext();
                JMSConsumer consumer = context.createConsumer(
                        context.createQueue(Queues.DEAD_LETTERS), "JMSMessageID = 'ID:" + id + "'")) {
            context.start();
            Message message = consumer.receive(SEARCH_MILLIS);
            return message == null ? Optional.empty() : Optional.of(letter(message));
        } catch (JMSException refused) {
            throw new JMSRuntimeException("the dead letters can't be read", null, refused);
        }
    }

    private static Letter letter(Message message) throws JMSException {
        String queue = message.getStringProperty("orra_queue");
        String reason = message.getStringProperty("orra_reason");
        String kind = message.getStringProperty("orra_kind");
        String notification = message.getStringProperty("orra_notification");
        String moved = message.getStringProperty("_AMQ_ORIG_ADDRESS");
        String from = queue == null ? String.valueOf(moved) : queue;
        return new Letter(
                id(message.getJMSMessageID()),
                from,
                message.getStringProperty("orra_id"),
                notification == null ? null : UUID.fromString(notification),
                kind == null ? from : kind,
                reason == null ? BY_BROKER : reason,
                Instant.ofEpochMilli(message.getJMSTimestamp()),
                message instanceof TextMessage text ? text.getText() : "");
    }

    /** What the broker itself moved here may have none; it can be seen and not taken. */
    private static UUID id(String messageId) {
        try {
            return UUID.fromString(String.valueOf(messageId).replaceFirst("^ID:", ""));
        } catch (IllegalArgumentException foreign) {
            return new UUID(0, 0);
        }
    }
}
