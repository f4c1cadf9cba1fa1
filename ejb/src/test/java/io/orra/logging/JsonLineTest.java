package io.orra.logging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JsonLineTest {

    @AfterEach
    void nothingIsLeft() {
        LogContext.end();
    }

    @Test
    void aLineSaysWhoseRequestItBelongsTo() {
        LogContext.begin("correlation-1");
        LogContext.tenant("tenant-1");
        LogRecord logged = new LogRecord(Level.WARNING, "session {0} has ended");
        logged.setLoggerName("io.orra.authagent.X");
        logged.setParameters(new Object[] {7});

        JsonObject line = line(logged);

        assertThat(line.getString("message")).isEqualTo("session 7 has ended");
        assertThat(line.getString("level")).isEqualTo("WARNING");
        assertThat(line.getString("correlation_id")).isEqualTo("correlation-1");
        assertThat(line.getString("tenant_id")).isEqualTo("tenant-1");
    }

    @Test
    void noTextCanForgeALineOfItsOwn() {
        LogRecord logged = new LogRecord(Level.INFO, "name {0}");
        logged.setParameters(new Object[] {"x\n{\"level\":\"SEVERE\"}\r\u0085\u2028\"end"});

        String line = new JsonLine().format(logged);

        assertThat(line.stripTrailing().lines()).hasSize(1);
        assertThat(line(logged).getString("level")).isEqualTo("INFO");
    }

    @Test
    void anExceptionShowsItsClassesAndNotItsWords() {
        LogRecord logged = new LogRecord(Level.SEVERE, "failed");
        logged.setThrown(new IllegalStateException("marked-secret", new java.io.IOException("marked-secret")));

        String exception = line(logged).getString("exception");

        assertThat(exception)
                .startsWith("java.lang.IllegalStateException < java.io.IOException at ")
                .contains("JsonLineTest")
                .doesNotContain("marked-secret");
    }

    @Test
    void afterTheRequestNothingOfItIsLeft() {
        LogContext.begin("correlation-1");
        LogContext.end();

        assertThat(line(new LogRecord(Level.INFO, "x"))).doesNotContainKey("correlation_id");
    }

    private static JsonObject line(LogRecord logged) {
        try (var reader = Json.createReader(new StringReader(new JsonLine().format(logged)))) {
            return reader.readObject();
        }
    }
}
