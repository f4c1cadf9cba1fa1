package io.orra.it.operations;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A script of server-config that runs a server in the foreground, and what it writes. */
final class StartCommand implements AutoCloseable {

    private final Process server;
    private final Path output;

    private StartCommand(Process server, Path output) {
        this.server = server;
        this.output = output;
    }

    /**
     * @param script below server-config
     * @param without what it may not have of this process' environment
     */
    static StartCommand run(String script, Map<String, String> environment, Collection<String> without, Path output)
            throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        Program.HOME.resolve("server-config").resolve(script).toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().keySet().removeAll(without);
        command.environment().putAll(environment);
        command.environment().put("PATH", System.getProperty("java.home") + "/bin:" + System.getenv("PATH"));
        return new StartCommand(command.start(), output);
    }

    /** Fails with all that was written, at once when the server has ended. */
    void until(BooleanSupplier ready) {
        eventually()
                .atMost(Duration.ofMinutes(4))
                .untilAsserted(() -> assertThat(alive() && ready.getAsBoolean())
                        .as(() -> "ready\n" + output())
                        .isTrue());
    }

    private boolean alive() {
        if (!server.isAlive()) {
            throw new IllegalStateException("ended with " + server.exitValue() + "\n" + output());
        }
        return true;
    }

    ProcessHandle process() {
        return server.toHandle();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** TERM, as a container's engine sends it. */
    void endInOrder() throws InterruptedException {
        server.destroy();
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        server.destroyForcibly();
    }
}
