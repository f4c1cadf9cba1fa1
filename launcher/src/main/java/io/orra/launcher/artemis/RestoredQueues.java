package io.orra.launcher.artemis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/**
 * What stood in the queues of a backup may have been delivered after it was made, and nobody can tell. Such messages
 * are put among the dead letters before anybody can take them, for an operator to replay what has to be told.
 *
 * @param mark stands in a restored journal until that is done
 */
public record RestoredQueues(Path mark) {
    private static final Logger LOG = Logger.getLogger(RestoredQueues.class.getName());
    private static final SimpleString DEAD_LETTERS = SimpleString.of("DLQ");
    private static final SimpleString EXPIRED = SimpleString.of("expired");
    private static final int FLUSH = 1_000;

    public static RestoredQueues inFolder(Path data) {
        return new RestoredQueues(data.resolve("restored"));
    }

    /** Asks for it at the next start. */
    public void askFor() throws IOException {
        Files.writeString(mark, "");
    }

    /** Runs the broker once without a door, if it is asked for. */
    void hold(Configuration configuration) throws Exception {
        if (!Files.exists(mark)) {
            return;
        }
        configuration.clearAcceptorConfigurations();
        configuration.setSecurityEnabled(false);
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration);
        broker.start();
        try {
            LOG.info(moveAll(broker.getActiveMQServer()) + " restored messages are held among the dead letters");
        } finally {
            broker.stop();
        }
        Files.delete(mark);
    }

    private static int moveAll(ActiveMQServer server) throws Exception {
        int moved = 0;
        for (SimpleString address : server.getPostOffice().getAddresses()) {
            if (address.equals(DEAD_LETTERS)
                    || address.equals(EXPIRED)
                    || address.toString().startsWith("activemq.")) {
                continue;
            }
            for (Queue queue : server.getPostOffice().listQueuesForAddress(address)) {
                moved += queue.moveReferences(FLUSH, null, DEAD_LETTERS, false, null);
            }
        }
        return moved;
    }
}
