package io.orra.simulators.kite.ticker;

import io.orra.simulators.http.Input;

/**
 * How a connection ends.
 *
 * @param code of the close frame; 1006 hangs up without one
 * @param midFrame hangs up in the middle of a frame
 * @param reset by a TCP reset
 */
public record Disconnect(int code, String reason, boolean midFrame, boolean reset) {
    public static Disconnect read(Input input) {
        return new Disconnect(
                input.integer("code", TickerConnection.ABNORMAL, 1000, 4999),
                input.text("reason", ""),
                input.flag("mid_frame", false),
                input.flag("reset", false));
    }
}
