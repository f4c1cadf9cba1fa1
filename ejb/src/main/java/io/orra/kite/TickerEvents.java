package io.orra.kite;

/** What arrives on one ticker socket. Calls come one after another, on the HTTP client's threads: hand over, don't work. */
public interface TickerEvents {
    /** Every binary frame, heartbeats included; the array is the receiver's. */
    void frame(byte[] bytes);

    /** An order of this user changed, on whichever platform it was placed: the broker's JSON object as text. */
    void order(String json);

    /** The broker complains, for example of too many instruments; the socket stays open. */
    void error(String text);

    /** A notice for people. */
    void message(String text);

    /**
     * The socket is gone; nothing comes after this.
     *
     * @param code the WebSocket close code, 1006 when there was none
     */
    void closed(int code);
}
