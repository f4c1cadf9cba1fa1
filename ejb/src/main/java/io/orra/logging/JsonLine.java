package io.orra.logging;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One log record as one line of JSON. Of an exception it shows the classes on the way to its cause and where it was
 * thrown, and no message: that may quote what somebody sent.
 */
final class JsonLine extends Formatter {

    private static final int FRAMES = 8;
    private static final int CAUSES = 5;

    @Override
    public String format(LogRecord logged) {
        JsonObjectBuilder line = Json.createObjectBuilder()
                .add("time", logged.getInstant().toString())
                .add("level", logged.getLevel().getName())
                .add("logger", String.valueOf(logged.getLoggerName()))
                .add("message", String.valueOf(formatMessage(logged)));
        add(line, "correlation_id", LogContext.correlationId());
        add(line, "tenant_id", LogContext.tenant());
        add(line, "thread", Thread.currentThread().getName());
        if (logged.getThrown() != null) {
            line.add("exception", exception(logged.getThrown()));
        }
        return line.build() + "\n";
    }

    private static void add(JsonObjectBuilder line, String name, String value) {
        if (value != null) {
            line.add(name, value);
        }
    }

    private static String exception(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < CAUSES; i++, cause = cause.getCause()) {
            text.append(i == 0 ? "" : " < ").append(cause.getClass().getName());
        }
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
            text.append(i == 0 ? " at " : ", ").append(frames[i]);
        }
        return text.toString();
    }
}
