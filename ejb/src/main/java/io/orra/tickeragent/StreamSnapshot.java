package io.orra.tickeragent;

import io.orra.kite.TickDecoder;
import java.util.UUID;

/**
 * A stream as health shows it.
 *
 * @param connects sockets opened so far
 * @param silences sockets that were given up because nothing came any more
 * @param millisSinceFrame since the last frame of the present socket, -1 while there is none
 */
public record StreamSnapshot(
        UUID tenant,
        State state,
        int instruments,
        long connects,
        long silences,
        long millisSinceFrame,
        TickDecoder.Counts decoded) {

    /** Where a stream stands. */
    public enum State {
        /** Nothing to stream, or not started. */
        IDLE,
        /** No session, or the only one was refused. */
        WAITING_FOR_SESSION,
        CONNECTING,
        LIVE,
        BACKING_OFF,
        CLOSED
    }
}
