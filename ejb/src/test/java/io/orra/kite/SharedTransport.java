package io.orra.kite;

/** The sockets' threads of all tests in one JVM; they end with it. */
public final class SharedTransport {
    public static final TickerTransport TRANSPORT = new TickerTransport(
            2,
            work -> {
                Thread thread = new Thread(work, "ticker-socket");
                thread.setDaemon(true);
                return thread;
            },
            Runnable::run);

    private SharedTransport() {}
}
