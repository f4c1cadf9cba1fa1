package io.orra.launcher.payara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
    @TempDir
    Path folder;

    private Path file;
    private ServerLog log;

    @BeforeEach
    void startWithAnOldFailure() throws IOException {
        file = folder.resolve("server.log");
        Files.writeString(file, entry("SEVERE", "io.orra.old", "of yesterday"));
        log = ServerLog.fromNow(file);
    }

    @Test
    void givesTheApplicationsOwnLineBeforeTheServersWords() throws IOException {
        append(entry(
                "SEVERE", "javax.enterprise.system.core", "Exception while loading the app\nCaused by: x.Y: deep"));
        append(entry("INFO", "io.orra.identity", "all is well"));
        append(entry("SEVERE", "io.orra.credentials.Keys", "MASTER_ENCRYPTION_KEY is malformed: key 1 of 1\n at x"));

        assertThat(log.reason()).contains("MASTER_ENCRYPTION_KEY is malformed: key 1 of 1");
        assertThat(log.tellsOfFailure()).isTrue();
    }

    @Test
    void givesTheDeepestCauseWhenTheApplicationSaidNothing() throws IOException {
        append(
                entry(
                        "SEVERE",
                        "javax.enterprise.system.core",
                        "Exception while loading the app\nCaused by: a.B: c.D: outer\n\tat x\nCaused by: java.lang.IllegalStateException: the reason"));

        assertThat(log.reason()).contains("the reason");
    }

    @Test
    void tellsOfAServerThatGivesUpAndWhy() throws IOException {
        append(
                entry(
                        "SEVERE",
                        "javax.enterprise.system.core",
                        "Shutting down server due to startup exception\njava.net.BindException: Address already in use\n\tat x"));
        append(entry("SEVERE", "javax.enterprise.system.core", "Failed to start, exiting"));

        assertThat(log.tellsOfFailure()).isTrue();
        assertThat(log.reason()).contains("Address already in use");
    }

    @Test
    void aStartIsOverWhenTheNewestIs() throws IOException {
        append(entry("INFO", "jakarta.enterprise.logging", "Running Payara Version: Payara Server 6"));
        assertThat(ServerLog.tellsOfBoot(file)).isFalse();
        append(entry("INFO", "javax.enterprise.system.jmx", "JMXStartupService has disabled JMXConnector system"));
        assertThat(ServerLog.tellsOfBoot(file)).isTrue();
        append(entry("INFO", "jakarta.enterprise.logging", "Running Payara Version: Payara Server 6"));
        assertThat(ServerLog.tellsOfBoot(file)).isFalse();
    }

    @Test
    void whatWasLoggedBeforeDoesNotCount() {
        assertThat(log.reason()).isEmpty();
        assertThat(log.tellsOfFailure()).isFalse();
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private static String entry(String level, String logger, String message) {
        return "[2026-11-24T08:30:00.000+0000] [Payara 6.2025.10] [" + level + "] [CODE-1] [" + logger
                + "] [tid: _ThreadID=1 _ThreadName=main] [timeMillis: 1] [levelValue: 1000] [[\n  " + message
                + "]]\n\n";
    }
}
