package io.orra.tickeragent;

import io.orra.kite.TickDecoder;
import java.util.UUID;

/**
 * A stream as health shows it.
 *
 * @param missing instruments that nothing has come of yet, in the mode that they are wanted in, on the present socket
 * @param connects sockets opened so far
 * @param silences sockets that were given up because nothing came any more
 * @param stalls sockets that were given up because only heartbeats came while the market was open
 * @param repeated how often instruments had to be asked for again
 * @param unwanted ticks that nobody had asked for
 * @param millisSinceFrame since the last frame of the present socket, -1 while there is none
 */
public record StreamSnapshot(
        UUID tenant,
        State state,
        int instruments,
        int missing,
        long connects,
        long silences,
        long stalls,
        long repeated,
        long unwanted,
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
