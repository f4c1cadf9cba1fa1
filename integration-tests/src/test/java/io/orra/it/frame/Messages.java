package io.orra.it.frame;

import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** The queues, as another program on the broker sees them. */
public final class Messages {

    /** With a window a browser says that there is no more while the broker waits for leave to go on. */
    private static final int UNLIMITED = -1;

    private final Settings settings;

    Messages(Settings settings) {
        this.settings = settings;
    }

    /** Sends a text; the id is the broker's duplicate-detection id, null for none. */
    public void send(String queue, String id, String text) {
        send(queue, id, null, text);
    }

    /** With a group, whose messages keep their order; null for none. */
    public void send(String queue, String id, String group, String text) {
        try (ActiveMQConnectionFactory factory = factory();
                JMSContext context = factory.createContext()) {
            TextMessage message = context.createTextMessage(text);
            if (id != null) {
                message.setStringProperty("_AMQ_DUPL_ID", id);
            }
            if (group != null) {
                message.setStringProperty("JMSXGroupID", group);
            }
            context.createProducer().send(context.createQueue(queue), message);
        } catch (JMSException failed) {
            throw new AssertionError(failed);
        }
    }

    /** What stands in a queue, without taking it. */
    public List<TextMessage> standingIn(String queue) {
        try (ActiveMQConnectionFactory factory = factory();
                JMSContext context = factory.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
            List<TextMessage> messages = new ArrayList<>();
            for (Object message : Collections.list(browser.getEnumeration())) {
                messages.add((TextMessage) message);
            }
            return messages;
        } catch (JMSException failed) {
            throw new AssertionError(failed);
        }
    }

    private ActiveMQConnectionFactory factory() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(
                settings.get(Setting.ARTEMIS_URL),
                settings.get(Setting.ARTEMIS_USER),
                settings.get(Secret.ARTEMIS_PASSWORD));
        factory.setConsumerWindowSize(UNLIMITED);
        return factory;
    }
}
