package io.orra.kite;

/** The ticker's socket didn't open. The address held key and token, so neither it nor the cause's text is kept. */
public final class TickerHandshakeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What the refusal asks for. */
    public enum Refusal {
        /** HTTP 403: the session is dead, or the app has no data plan; knocking again with it is useless. */
        SESSION,
        /** HTTP 429: more than three connections for this app. */
        TOO_MANY_CONNECTIONS,
        /** No connection, another status, or no answer in time. */
        UNAVAILABLE
    }

    private final Refusal refusal;

    TickerHandshakeException(Refusal refusal, int status) {
        super("ticker handshake: " + refusal + (status == 0 ? "" : " (HTTP " + status + ")"));
        this.refusal = refusal;
    }

    static TickerHandshakeException unavailable() {
        return new TickerHandshakeException(Refusal.UNAVAILABLE, 0);
    }

    static TickerHandshakeException status(int status) {
        Refusal refusal =
                switch (status) {
                    case 401, 403 -> Refusal.SESSION;
                    case 429 -> Refusal.TOO_MANY_CONNECTIONS;
                    default -> Refusal.UNAVAILABLE;
                };
        return new TickerHandshakeException(refusal, status);
    }

    public Refusal refusal() {
        return refusal;
    }
}
