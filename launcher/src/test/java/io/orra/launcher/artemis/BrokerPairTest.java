package io.orra.launcher.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.launcher.process.Jvm;
import io.orra.launcher.process.Launch;
import io.orra.launcher.process.ManagedProcess;
import io.orra.launcher.process.Ports;
import io.orra.launcher.process.Waiting;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real brokers on one folder. */
class BrokerPairTest {
    private static final String QUEUE = "execution_results";
    private static final String PASSWORD = "a-password";

    @TempDir
    Path folder;

    @Test
    void whenThePrimaryIsKilledTheBackupServesItsMessages() throws JMSException {
        int one = Ports.findFree(1);
        int two = Ports.findFree(1);
        ManagedProcess primary = start("primary", one, two);
        ManagedProcess backup = null;
        try {
            assertThat(answers(one)).isTrue();
            backup = start("backup", two, one);
            send(one, "sent to the primary");

            primary.kill();

            assertThat(answers(two)).as("the backup opens its door").isTrue();
            assertThat(receive(two)).isEqualTo("sent to the primary");
        } finally {
            primary.kill();
            if (backup != null) {
                backup.kill();
            }
        }
    }

    @Test
    void aPairThatIsHalfSaidIsRefused() {
        assertThat(BrokerPair.in(Map.of("ARTEMIS_HA", ""))).isEmpty();
        assertThatThrownBy(() -> BrokerPair.in(Map.of("ARTEMIS_HA", "live")))
                .hasMessage("ARTEMIS_HA must be primary or backup");
        assertThatThrownBy(() -> BrokerPair.in(Map.of("ARTEMIS_HA", "backup", "ARTEMIS_NODE", "a:1")))
                .hasMessage("ARTEMIS_PEER must be set with ARTEMIS_HA");
    }

    private ManagedProcess start(String role, int port, int peer) {
        ManagedProcess process = new ManagedProcess(folder.resolve(role + ".pid"), folder.resolve(role + ".log"));
        Launch launch = new Jvm(
                        ArtemisMain.class.getName(),
                        List.of(
                                "-Xmx128m",
                                "-Dorra.artemis.port=" + port,
                                "-Dorra.artemis.data=" + folder.resolve("data")))
                .launch(
                        Map.of(
                                "ARTEMIS_USER",
                                "orra",
                                "ARTEMIS_PASSWORD",
                                PASSWORD,
                                "ARTEMIS_HA",
                                role,
                                "ARTEMIS_NODE",
                                "127.0.0.1:" + port,
                                "ARTEMIS_PEER",
                                "127.0.0.1:" + peer),
                        folder.resolve(role));
        process.start(launch);
        return process;
    }

    private static boolean answers(int port) {
        return Waiting.until(Duration.ofSeconds(90), () -> Ports.answers("127.0.0.1", port));
    }

    private static void send(int port, String text) throws JMSException {
        try (ActiveMQConnectionFactory factory = factory(port);
                JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue(QUEUE), text);
        }
    }

    private static String receive(int port) throws JMSException {
        try (ActiveMQConnectionFactory factory = factory(port);
                JMSContext context = factory.createContext()) {
            return context.createConsumer(context.createQueue(QUEUE)).receiveBody(String.class, 20_000);
        }
    }

    private static ActiveMQConnectionFactory factory(int port) {
        return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port, "orra", PASSWORD);
    }
}
