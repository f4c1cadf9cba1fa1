package io.orra.benchmarks.notification;

import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** The queue: persistent messages, each confirmed by the broker. */
final class QueueDoor implements Door {

    private static final String QUEUE = "execution_results";

    private final Settings settings;
    private ActiveMQConnectionFactory factory;
    private JMSContext context;

    QueueDoor(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void publish(Event event) {
        while (true) {
            try {
                send(event);
                return;
            } catch (JMSException | JMSRuntimeException brokerAway) {
                close();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    private void send(Event event) throws JMSException {
        if (context == null) {
            factory = new ActiveMQConnectionFactory(
                    settings.get(Setting.ARTEMIS_URL),
                    settings.get(Setting.ARTEMIS_USER),
                    settings.get(Secret.ARTEMIS_PASSWORD));
            context = factory.createContext();
        }
        TextMessage message = context.createTextMessage(event.text());
        message.setStringProperty("_AMQ_DUPL_ID", event.id());
        message.setStringProperty("JMSXGroupID", event.tenant());
        context.createProducer().send(context.createQueue(QUEUE), message);
    }

    @Override
    public void close() {
        try {
            if (context != null) {
                context.close();
            }
        } catch (JMSRuntimeException alreadyGone) {
            // the broker was killed
        } finally {
            context = null;
            if (factory != null) {
                factory.close();
                factory = null;
            }
        }
    }
}
