package io.orra.simulators.kite.market;

import io.orra.simulators.http.Input;
import io.vertx.core.json.JsonObject;

/**
 * @param seed of the random walk
 * @param ticksPerSecond steps per second of each instrument
 * @param paused no step happens by itself
 * @param instruments the list holds at least so many rows; 0 is the basic list of a few hundred
 */
public record MarketSettings(long seed, double ticksPerSecond, boolean paused, int instruments) {
    public static final MarketSettings DEFAULT = new MarketSettings(1, 1, false, 0);

    public MarketSettings with(Input input) {
        return new MarketSettings(
                input.integer("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE),
                input.decimal("ticks_per_second", ticksPerSecond, 0, 1000),
                input.flag("paused", paused),
                input.integer("instruments", instruments, 0, 50_000));
    }

    public JsonObject toJson() {
        return new JsonObject()
                .put("seed", seed)
                .put("ticks_per_second", ticksPerSecond)
                .put("paused", paused)
                .put("instruments", instruments);
    }
}
