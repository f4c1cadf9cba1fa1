package io.orra.messaging;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A queue's messages to its end, left where they are. Artemis sends a megabyte ahead and then waits for leave to go on;
 * while that is on its way its client says already that there is no more. So the end is believed once it was said again
 * after pauses.
 */
final class BrowsedMessages implements Iterator<Message> {

    private static final int ASKED = 3;
    private static final long PAUSE_MILLIS = 20;

    private final Enumeration<?> messages;

    BrowsedMessages(QueueBrowser browser) throws JMSException {
        messages = browser.getEnumeration();
    }

    @Override
    public boolean hasNext() {
        for (int asked = 1; !messages.hasMoreElements(); asked++) {
            if (asked == ASKED) {
                return false;
            }
            pause();
        }
        return true;
    }

    @Override
    public Message next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return (Message) messages.nextElement();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new JMSRuntimeException("interrupted while a queue was read", null, ending);
        }
    }
}
