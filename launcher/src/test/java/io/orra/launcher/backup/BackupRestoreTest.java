package io.orra.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orra.launcher.Progress;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.StackFailure;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real PostgreSQL and Artemis, without the application. */
class BackupRestoreTest {
    private static final String QUEUE = "execution_results";

    @TempDir
    static Path folder;

    private static Path state;
    private static Stack stack;

    private final Path backup =
            folder.resolve("backups").resolve(UUID.randomUUID().toString());

    @BeforeAll
    static void start() {
        state = folder.resolve("state");
        stack = open(Map.of());
        stack.service(ServiceName.POSTGRESQL).start();
    }

    @AfterAll
    static void stop() {
        stack.down(Progress.silent());
    }

    @BeforeEach
    void nothingKeptYet() throws SQLException {
        stack.service(ServiceName.ARTEMIS).start();
        sql("drop table if exists kept", "create table kept (n int primary key)");
    }

    @Test
    void whatWasCommittedBeforeTheEndOfTheBackupIsThereAndWhatCameLaterIsNot() throws Exception {
        send("before");
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        Thread writer = new Thread(() -> write(done, written));
        writer.start();
        while (written.get() < 50) {
            Thread.onSpinWait();
        }
        new Backup(stack, false, Progress.silent()).make(backup);
        done.set(true);
        writer.join();
        sql("insert into kept values (1000000)");
        send("after");

        Path aside = new Restore(stack, true, Progress.silent()).from(backup);
        stack.service(ServiceName.ARTEMIS).start();

        assertThat(numbers()).as("none is missing in between").hasSizeGreaterThanOrEqualTo(50);
        assertThat(numbers())
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.rangeClosed(1, numbers().size())
                                .boxed()
                                .toList());
        assertThat(standingIn(QUEUE)).contains("before").doesNotContain("after");
        assertThat(aside).isDirectoryContaining(path -> path.endsWith("postgresql-data"));
        assertThat(state.resolve("restore.unfinished")).doesNotExist();
    }

    @Test
    void messagesOfTheBackupAreHeldAmongTheDeadLettersUnlessTheyAreAskedFor() throws Exception {
        send("may have been told since");
        new Backup(stack, false, Progress.silent()).make(backup);

        new Restore(stack, false, Progress.silent()).from(backup);
        stack.service(ServiceName.ARTEMIS).start();
        assertThat(standingIn(QUEUE)).isEmpty();
        assertThat(standingIn("DLQ")).contains("may have been told since");

        send("later");
        stack.service(ServiceName.ARTEMIS).stop();
        stack.service(ServiceName.ARTEMIS).start();
        assertThat(standingIn(QUEUE)).as("it is done once").containsExactly("later");
    }

    @Test
    void aDamagedBackupIsRefusedBeforeAnythingIsTouched() throws Exception {
        new Backup(stack, true, Progress.silent()).make(backup);
        Files.write(backup.resolve("postgresql/PG_VERSION"), new byte[] {'9'}, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> new Restore(stack, false, Progress.silent()).from(backup))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("damaged");
        assertThat(stack.service(ServiceName.POSTGRESQL).running()).isTrue();
        assertThat(numbers()).isEmpty();
    }

    @Test
    void aBackupIsRefusedWithoutTheKeyThatSealedIt() throws Exception {
        sql("create table kite_credentials (key_id text)");
        sql("create table broker_sessions (key_id text, access_token_encrypted text)");
        sql("grant select on kite_credentials, broker_sessions to orra_agent");
        String ours = KeyCheck.of(stack.settings().get(Secret.MASTER_ENCRYPTION_KEY))
                .keySet()
                .iterator()
                .next();
        sql("insert into kite_credentials values ('" + ours + "')");
        new Backup(stack, true, Progress.silent()).make(backup);
        Stack other = open(Map.of("MASTER_ENCRYPTION_KEY", ours + ":" + "A".repeat(43) + "="));

        assertThatThrownBy(() -> new Restore(other, false, Progress.silent()).from(backup))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining(ours);
        assertThat(stack.service(ServiceName.POSTGRESQL).running()).isTrue();
    }

    @Test
    void aBackupHoldsNoSecretAndIsReadableByItsOwnerOnly() throws Exception {
        new Backup(stack, false, Progress.silent()).make(backup);

        String manifest = Files.readString(backup.resolve("backup.properties"));
        assertThat(manifest)
                .doesNotContain(stack.settings().get(Secret.MASTER_ENCRYPTION_KEY))
                .doesNotContain(stack.settings().get(Secret.POSTGRES_PASSWORD));
        try (Stream<Path> all = Files.walk(backup)) {
            assertThat(all.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void nothingStartsOnHalfARestore() throws Exception {
        Files.writeString(state.resolve("restore.unfinished"), "");

        assertThatThrownBy(() -> stack.up(Progress.silent()))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("restore");
        Files.delete(state.resolve("restore.unfinished"));
    }

    private static Stack open(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(Map.of("API_PORT", "0", "AUTH_AGENT_PORT", "0"));
        for (String port : List.of(
                "TICKER_AGENT_PORT",
                "NOTIFICATION_AGENT_PORT",
                "ADMIN_PORT",
                "DATA_GRID_PORT",
                "ARTEMIS_PORT",
                "POSTGRES_PORT",
                "REDIS_PORT",
                "SIMULATORS_PORT")) {
            settings.put(port, "0");
        }
        settings.putAll(changes);
        return Stack.open(state, settings);
    }

    /** One number after the other, each committed by itself. */
    private void write(AtomicBoolean done, AtomicInteger written) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            for (int n = 1; !done.get(); n++) {
                statement.execute("insert into kept values (" + n + ")");
                written.set(n);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<Integer> numbers() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select n from kept order by n")) {
            List<Integer> numbers = new java.util.ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
            return numbers;
        }
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                stack.settings().get(Setting.DATABASE_URL),
                "postgres",
                stack.settings().get(Secret.POSTGRES_PASSWORD));
    }

    private void send(String text) throws JMSException {
        try (ActiveMQConnectionFactory factory = factory();
                JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue(QUEUE), text);
        }
    }

    private List<String> standingIn(String queue) throws JMSException {
        try (ActiveMQConnectionFactory factory = factory();
                JMSContext context = factory.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
            List<String> texts = new java.util.ArrayList<>();
            for (Object message : Collections.list(browser.getEnumeration())) {
                texts.add(((jakarta.jms.TextMessage) message).getText());
            }
            return texts;
        }
    }

    private ActiveMQConnectionFactory factory() {
        return new ActiveMQConnectionFactory(
                stack.settings().get(Setting.ARTEMIS_URL),
                stack.settings().get(Setting.ARTEMIS_USER),
                stack.settings().get(Secret.ARTEMIS_PASSWORD));
    }
}
