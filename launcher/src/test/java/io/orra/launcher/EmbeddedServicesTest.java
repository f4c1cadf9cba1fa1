package io.orra.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.launcher.process.Listeners;
import io.orra.launcher.process.PidFile;
import io.orra.launcher.process.ProcessIdentity;
import io.orra.launcher.redis.RedisProbe;
import io.orra.launcher.settings.Settings;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real PostgreSQL, Redis and Artemis as processes, on free ports. */
class EmbeddedServicesTest {
    private static final List<ServiceName> PARTS =
            List.of(ServiceName.POSTGRESQL, ServiceName.REDIS, ServiceName.ARTEMIS);

    @TempDir
    static Path folder;

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = open(folder);
        PARTS.forEach(part -> stack.service(part).start());
    }

    @AfterAll
    static void stop() {
        List<ProcessIdentity> processes =
                PARTS.stream().map(EmbeddedServicesTest::process).toList();
        List<ServiceName> stopped = stack.down(Progress.silent());

        assertThat(stopped).containsExactlyInAnyOrderElementsOf(PARTS);
        assertThat(processes).noneMatch(ProcessIdentity::alive);
        assertThat(stack.down(Progress.silent())).isEmpty();
    }

    @Test
    void eachIsHealthyAndListensOnLoopbackOnly() throws Exception {
        for (ServiceName part : PARTS) {
            Service service = stack.service(part);
            assertThat(service.running()).isTrue();
            assertThat(service.healthy()).isTrue();
            assertThat(service.log()).isNotEmptyFile();
            long pid = process(part).pid();
            assertThat(Listeners.widerThanLoopback(pid)).as(part.title()).isEmpty();
            assertThat(Listeners.onLoopback(pid))
                    .containsExactlyInAnyOrderElementsOf(service.ports().values());
        }
    }

    @Test
    void theDatabasesBelongToTheOwnerAndTheApplicationOwnsNothing() throws SQLException {
        for (String setting : List.of("DATABASE_URL", "MARKET_DATABASE_URL")) {
            query(setting, "DATABASE_OWNER", "CREATE TABLE IF NOT EXISTS probe (id int)", "SELECT count(*) FROM probe");
        }
        assertThatThrownBy(() -> query("DATABASE_URL", "DATABASE", "CREATE TABLE mine (id int)", "SELECT 1"))
                .hasMessageContaining("permission denied for schema public");
        assertThatThrownBy(() -> query("DATABASE_URL", "DATABASE_AGENT", "SELECT * FROM probe", "SELECT 1"))
                .hasMessageContaining("permission denied for table probe");
        assertThat(query("DATABASE_URL", "DATABASE", "SELECT 1", "SHOW max_prepared_transactions"))
                .isEqualTo("64");
        assertThat(query(
                        "DATABASE_URL",
                        "DATABASE",
                        "SELECT 1",
                        "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'orra%' AND (rolsuper OR rolbypassrls)"))
                .isEqualTo("0");
    }

    @Test
    void redisAsksForThePassword() {
        URI url = URI.create(settings().get("REDIS_URL"));

        assertThat(new RedisProbe(url).answers()).isTrue();
        assertThat(new RedisProbe(URI.create("redis://127.0.0.1:" + url.getPort())).answers())
                .isFalse();
    }

    @Test
    void theBrokerKeepsAMessageOverACrashAndTakesNoStranger() throws JMSException {
        Service artemis = stack.service(ServiceName.ARTEMIS);
        try (Connection connection = connection(settings().get("ARTEMIS_PASSWORD"))) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue("order_updates"));
            for (int i = 0; i < 2; i++) {
                TextMessage message = session.createTextMessage("{}");
                message.setStringProperty("_AMQ_DUPL_ID", "the-same-id");
                producer.send(message);
            }
        }
        artemis.kill();
        assertThat(artemis.running()).isFalse();
        artemis.start();

        try (Connection connection = connection(settings().get("ARTEMIS_PASSWORD"))) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            var consumer = session.createConsumer(session.createQueue("order_updates"));
            Message first = consumer.receive(10_000);
            assertThat(first.getBody(String.class)).isEqualTo("{}");
            assertThat(consumer.receiveNoWait()).as("sent twice with one id").isNull();
        }
        assertThatThrownBy(() -> connection("wrong").close()).isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void aMessageThatIsRolledBackComesAgainAndIsCounted() throws JMSException {
        try (Connection connection = connection(settings().get("ARTEMIS_PASSWORD"))) {
            connection.start();
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            session.createProducer(session.createQueue("execution_results")).send(session.createTextMessage("{}"));
            session.commit();
            var consumer = session.createConsumer(session.createQueue("execution_results"));
            for (int delivery = 1; delivery <= 2; delivery++) {
                assertThat(consumer.receive(20_000).getIntProperty("JMSXDeliveryCount"))
                        .isEqualTo(delivery);
                session.rollback();
            }
            consumer.receive(20_000);
            session.commit();
            var dead = session.createConsumer(session.createQueue("DLQ"));
            assertThat(dead.receiveNoWait())
                    .as("not given up after three attempts")
                    .isNull();
        }
    }

    @Test
    void aSecondStackOnTheFolderSeesTheSameProcessesAndStartsNothing() {
        Stack second = open(folder);

        for (ServiceName part : PARTS) {
            ProcessIdentity before = process(part);
            second.service(part).start();
            assertThat(process(part)).isEqualTo(before);
        }
    }

    @Test
    void databaseAndRedisComeBackAfterACrashWithTheirData() throws SQLException {
        query("DATABASE_URL", "DATABASE_OWNER", "CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS id", "SELECT 1");
        for (ServiceName part : List.of(ServiceName.POSTGRESQL, ServiceName.REDIS)) {
            stack.service(part).kill();
            assertThat(stack.service(part).healthy()).isFalse();
            stack.service(part).start();
            assertThat(stack.service(part).healthy()).isTrue();
        }
        assertThat(query("DATABASE_URL", "DATABASE_OWNER", "SELECT 1", "SELECT max(id) FROM kept"))
                .isEqualTo("7");
    }

    @Test
    void aTakenPortIsNamedWithItsSettingAndItsOwner(@TempDir Path other) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = new HashMap<>(freePorts());
            settings.put("REDIS_PORT", Integer.toString(taken.getLocalPort()));
            Service redis = Stack.open(other, settings).service(ServiceName.REDIS);

            assertThatThrownBy(redis::start)
                    .hasMessageStartingWith("port " + taken.getLocalPort() + " for Redis is taken by process "
                            + ProcessHandle.current().pid())
                    .satisfies(failure ->
                            assertThat(((StackFailure) failure).advice()).contains("REDIS_PORT"));
        }
    }

    @Test
    void aServiceSomewhereElseIsOnlyLookedAt(@TempDir Path other) {
        Map<String, String> settings = new HashMap<>(freePorts());
        settings.put("REDIS_URL", settings().get("REDIS_URL"));
        settings.put("ARTEMIS_URL", "tcp://127.0.0.1:1");
        Stack outside = Stack.open(other, settings);

        assertThat(outside.service(ServiceName.REDIS).embedded()).isFalse();
        assertThat(outside.service(ServiceName.REDIS).healthy()).isTrue();
        assertThatThrownBy(() -> outside.service(ServiceName.ARTEMIS).start())
                .hasMessage("Artemis does not answer on 127.0.0.1:1");
        assertThat(outside.down(Progress.silent())).isEmpty();
        assertThat(stack.service(ServiceName.REDIS).running()).isTrue();
    }

    private static Stack open(Path state) {
        return Stack.open(state, freePorts());
    }

    private static Map<String, String> freePorts() {
        Map<String, String> settings = new HashMap<>();
        Stream.of(io.orra.launcher.settings.PortSetting.values()).forEach(port -> settings.put(port.name(), "0"));
        return settings;
    }

    private static ProcessIdentity process(ServiceName part) {
        return new PidFile(new StateFolder(folder).pidFile(part)).running().orElseThrow();
    }

    private static Settings settings() {
        return stack.settings();
    }

    private static Connection connection(String password) throws JMSException {
        // The factory stays open: closing it closes its connections.
        var factory = new ActiveMQConnectionFactory(settings().get("ARTEMIS_URL"));
        return factory.createConnection(settings().get("ARTEMIS_USER"), password);
    }

    private static String query(String url, String role, String first, String second) throws SQLException {
        try (java.sql.Connection connection = DriverManager.getConnection(
                        settings().get(url),
                        settings().get(role + "_USER"),
                        settings().get(role + "_PASSWORD"));
                Statement statement = connection.createStatement()) {
            statement.execute(first);
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(second)) {
                rows.next();
                values.add(rows.getString(1));
            }
            return values.get(0);
        }
    }
}
