package io.orra.logging;

/** What the thread is at, for the log lines that it writes meanwhile. */
public final class LogContext {

    private static final ThreadLocal<LogContext> CURRENT = ThreadLocal.withInitial(LogContext::new);

    private String correlationId;
    private String tenant;

    private LogContext() {}

    /** A request begins on this thread; {@link #end} has to follow. */
    public static void begin(String correlationId) {
        CURRENT.get().correlationId = correlationId;
    }

    /** The request's caller, or the message's addressee, is known. */
    public static void tenant(String id) {
        CURRENT.get().tenant = id;
    }

    public static void end() {
        CURRENT.remove();
    }

    static String correlationId() {
        return CURRENT.get().correlationId;
    }

    static String tenant() {
        return CURRENT.get().tenant;
    }
}
