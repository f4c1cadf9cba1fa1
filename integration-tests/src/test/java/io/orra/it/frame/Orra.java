package io.orra.it.frame;

import io.orra.launcher.Progress;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one Orra that all integration tests of this JVM share: real Payara, PostgreSQL, Redis, Artemis and the
 * simulators on free ports, in a state folder of its own. It is made anew by the first test, so that each run meets a
 * fresh deployment, and ended with the JVM; the folder with its logs stays until the next run.
 */
public final class Orra {

    /** In front of a setting's name: a system property that takes its place, as for services in containers. */
    public static final String SETTING = "orra.it.setting.";

    private static final Path STATE = Path.of("target", "orra-" + System.getProperty("orra.fork", "alone"))
            .toAbsolutePath();
    private static final Path TURN = Path.of("target", "orra-start.lock");
    private static Orra running;

    private Stack stack;

    private Orra(Stack stack) {
        this.stack = stack;
    }

    public static synchronized Orra running() {
        if (running == null) {
            running = new Orra(started());
        }
        return running;
    }

    /** One JVM's stack after the other's until all of it listens, so that each sees which ports are taken. */
    private static Stack started() {
        try (FileChannel turn = FileChannel.open(TURN, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = turn.lock()) {
            forgetTheRunBefore();
            Stack stack = Stack.open(STATE, settings());
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> Stack.open(STATE, settings()).down(Printing.PROGRESS)));
            stack.up(new UntilAllListens(held));
            return stack;
        } catch (IOException noLock) {
            throw new UncheckedIOException(noLock);
        }
    }

    /** What a run left behind that was ended by force may still be going. */
    private static void forgetTheRunBefore() {
        if (Files.exists(STATE)) {
            Stack.open(STATE, settings()).down(Printing.PROGRESS);
            remove(STATE);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException notGone) {
            throw new UncheckedIOException(notGone);
        }
    }

    /** Free ports, whatever the machine's environment asks for. */
    public static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (String port : new String[] {
            "API_PORT", "AUTH_AGENT_PORT", "TICKER_AGENT_PORT", "NOTIFICATION_AGENT_PORT", "ADMIN_PORT",
            "DATA_GRID_PORT", "ARTEMIS_PORT", "POSTGRES_PORT", "REDIS_PORT", "SIMULATORS_PORT"
        }) {
            settings.put(port, "0");
        }
        // So that what is folded or left behind is seen within the tests' patience.
        settings.put("NOTIFICATION_FOLD_SECONDS", "6");
        settings.put("NOTIFICATION_STREAM_CLAIM_MS", "1000");
        settings.put("NOTIFICATION_STREAM_KEEP_SECONDS", "5");
        settings.put("N8N_WEBHOOK_SIGNING_SECRET", "planted-signing-secret");
        settings.put("OTEL_EXPORTER_OTLP_ENDPOINT", Spans.received().endpoint());
        settings.put("AUTH_LOGIN_MODE_2", "http");
        settings.put("ORRA_RUNTIME_DIR", runtime().toString());
        for (String browser : new String[] {"CHROME_BINARY", "CHROMEDRIVER"}) {
            Optional.ofNullable(System.getenv(browser)).ifPresent(path -> settings.put(browser, path));
        }
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(SETTING))
                .forEach(name -> settings.put(name.substring(SETTING.length()), System.getProperty(name)));
        return settings;
    }

    /** The unpacked programs, shared with {@code ./orra up}. */
    private static Path runtime() {
        return Path.of(System.getProperty("orra.home"), ".orra", "runtime");
    }

    public Stack stack() {
        return stack;
    }

    /** Ends the server in order and starts it again with the same deployment. */
    public void restart() {
        part(ServiceName.PAYARA).stop();
        stack.up(Printing.PROGRESS);
    }

    /** The stack with so many servers, those that are new started; the others are as they were. */
    public void instances(int count) {
        stack.keepInstances(count, Printing.PROGRESS);
        reopen();
        stack.servers().forEach(Service::start);
    }

    /** Takes the settings and secrets as they are now in the state folder. */
    public void reopen() {
        stack = Stack.open(STATE, settings());
    }

    /** While the database is stopped: its next start makes a new one, with roles and without a schema. */
    public void forgetTheDatabase() {
        remove(STATE.resolve("postgresql").resolve("data"));
    }

    /** The same server with other settings, while the usual one is stopped. */
    public Service serverWith(Map<String, String> changes) {
        Map<String, String> settings = settings();
        settings.putAll(changes);
        return Stack.open(STATE, settings).service(ServiceName.PAYARA);
    }

    public Settings settled() {
        return stack.settings();
    }

    public Service part(ServiceName name) {
        return stack.service(name);
    }

    /** The folder with data, secrets and logs. */
    public Path state() {
        return STATE;
    }

    public Api api() {
        return new Api(part(ServiceName.PAYARA).address());
    }

    public Simulated simulated() {
        return new Simulated(part(ServiceName.SIMULATORS).address());
    }

    public Database database() {
        return new Database(settled());
    }

    public Processes processes() {
        return new Processes(stack);
    }

    public Messages messages() {
        return new Messages(settled());
    }

    public RedisProbe redis() {
        return new RedisProbe(settled());
    }

    /** Lets the next JVM go on when the server, the last that opens ports, has opened its own. */
    private record UntilAllListens(FileLock turn) implements Progress {

        @Override
        public void begun(String step) {
            Printing.PROGRESS.begun(step);
        }

        @Override
        public void done(String step, Duration took, String remark) {
            Printing.PROGRESS.done(step, took, remark);
            if (step.equals(ServiceName.PAYARA.title())) {
                try {
                    turn.release();
                } catch (IOException notReleased) {
                    throw new UncheckedIOException(notReleased);
                }
            }
        }

        @Override
        public void failed(String step, Duration took) {
            Printing.PROGRESS.failed(step, took);
        }
    }

    /** Prints what the start does, so that a slow one can be told from a hanging one. */
    private enum Printing implements Progress {
        PROGRESS;

        @Override
        public void begun(String step) {
            System.out.println("   ..    " + step);
        }

        @Override
        public void done(String step, Duration took, String remark) {
            System.out.println(" ok      " + step + " " + took.toMillis() + " ms " + remark);
        }

        @Override
        public void failed(String step, Duration took) {
            System.out.println("FAILED   " + step + " after " + took.toMillis() + " ms");
        }
    }
}
