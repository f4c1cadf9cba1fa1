package io.orra.it.frame;

import io.orra.launcher.Progress;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The one Orra that all integration tests of this JVM share: real Payara, PostgreSQL, Redis, Artemis and the
 * simulators on free ports, in a state folder of its own. It is started by the first test and ended with the JVM.
 */
public final class Orra {

    private static final Path STATE = Path.of("target", "orra").toAbsolutePath();
    private static Orra running;

    private final Stack stack;

    private Orra(Stack stack) {
        this.stack = stack;
    }

    public static synchronized Orra running() {
        if (running == null) {
            Stack stack = Stack.open(STATE, settings());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stack.down(Printing.PROGRESS)));
            stack.up(Printing.PROGRESS);
            running = new Orra(stack);
        }
        return running;
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
        settings.put("N8N_WEBHOOK_SIGNING_SECRET", "planted-signing-secret");
        settings.put("ORRA_RUNTIME_DIR", runtime().toString());
        return settings;
    }

    /** The unpacked programs, shared with {@code ./orra up}. */
    private static Path runtime() {
        return Path.of(System.getProperty("orra.home"), ".orra", "runtime");
    }

    public Stack stack() {
        return stack;
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

    public Messages messages() {
        return new Messages(settled());
    }

    public RedisProbe redis() {
        return new RedisProbe(settled());
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
