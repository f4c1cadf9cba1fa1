package io.orra.simulators.kite.ticker;

import io.orra.simulators.http.Input;
import io.vertx.core.json.JsonObject;

/**
 * How the ticker behaves for all connections.
 *
 * @param silent dead without a sign: nothing is sent, read or answered, and the sockets stay open
 * @param ticks false holds the ticks back while the heartbeat goes on, as outside market hours
 * @param heartbeatByte the value of a heartbeat's only byte, which is not documented
 * @param instrumentsMeta a text of type instruments_meta is sent on connect
 */
public record TickerSwitches(
        boolean silent,
        boolean ticks,
        boolean heartbeat,
        int heartbeatByte,
        int maxInstruments,
        int maxConnections,
        boolean instrumentsMeta) {

    public static final TickerSwitches DEFAULT = new TickerSwitches(false, true, true, 0, 3000, 3, false);

    public TickerSwitches with(Input input) {
        return new TickerSwitches(
                input.flag("silent", silent),
                input.flag("ticks", ticks),
                input.flag("heartbeat", heartbeat),
                input.integer("heartbeat_byte", heartbeatByte, 0, 255),
                input.integer("max_instruments", maxInstruments, 1, 100_000),
                input.integer("max_connections", maxConnections, 0, 100_000),
                input.flag("instruments_meta", instrumentsMeta));
    }

    public JsonObject toJson() {
        return new JsonObject()
                .put("silent", silent)
                .put("ticks", ticks)
                .put("heartbeat", heartbeat)
                .put("heartbeat_byte", heartbeatByte)
                .put("max_instruments", maxInstruments)
                .put("max_connections", maxConnections)
                .put("instruments_meta", instrumentsMeta);
    }
}
