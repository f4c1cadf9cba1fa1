package io.orra.launcher.artemis;

import java.net.URL;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * The embedded broker as a program. Port and data folder come as the system properties that broker.xml names, user
 * and password as {@code ARTEMIS_USER} and {@code ARTEMIS_PASSWORD}, what makes it one of two as {@link BrokerPair}
 * says. Ends in order on TERM.
 */
public final class ArtemisMain {
    private static final String ROLE = "orra";
    /** Held, as java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");

    private ArtemisMain() {}

    public static void main(String[] arguments) throws Exception {
        AUDIT.setLevel(Level.OFF);
        RestoredQueues.inFolder(Path.of(System.getProperty("orra.artemis.data")))
                .hold(configuration());
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration());
        broker.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users()));
        broker.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "broker-stop"));
    }

    private static FileConfiguration configuration() throws Exception {
        URL file = ArtemisMain.class.getResource("/server-config/artemis/broker.xml");
        FileConfiguration configuration = new FileConfiguration();
        FileDeploymentManager deployment = new FileDeploymentManager(file.toString());
        deployment.addDeployable(configuration);
        deployment.readConfiguration();
        return configuration;
    }

    private static SecurityConfiguration users() {
        SecurityConfiguration users = new SecurityConfiguration();
        String user = System.getenv("ARTEMIS_USER");
        users.addUser(user, System.getenv("ARTEMIS_PASSWORD"));
        users.addRole(user, ROLE);
        return users;
    }

    private static void stop(EmbeddedActiveMQ broker) {
        try {
            broker.stop();
        } catch (Exception e) {
            System.err.println(
                    "the broker did not stop in order: " + e.getClass().getName());
        }
    }
}
