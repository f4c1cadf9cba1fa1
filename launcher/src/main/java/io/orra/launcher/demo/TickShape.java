package io.orra.launcher.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;

/** The fields of a full tick as the original published it, of an index and of what can be traded. */
final class TickShape {
    private static final Set<String> INDEX =
            Set.of("tradable", "mode", "instrument_token", "last_price", "ohlc", "change", "exchange_timestamp");
    private static final Set<String> TRADABLE = Set.of(
            "tradable",
            "mode",
            "instrument_token",
            "last_price",
            "last_traded_quantity",
            "average_traded_price",
            "volume_traded",
            "total_buy_quantity",
            "total_sell_quantity",
            "ohlc",
            "change",
            "last_trade_time",
            "oi",
            "oi_day_high",
            "oi_day_low",
            "exchange_timestamp",
            "depth");
    private static final Set<String> OHLC = Set.of("open", "high", "low", "close");
    private static final Set<String> LEVEL = Set.of("quantity", "price", "orders");
    private static final int LEVELS = 5;

    private TickShape() {}

    static void check(long instrument, JsonObject tick) {
        boolean tradable = tick.getBoolean("tradable", false);
        Mismatch.unlessEqual("fields of a tick", tradable ? TRADABLE : INDEX, tick.keySet());
        Mismatch.unlessEqual("mode", "full", tick.getString("mode"));
        Mismatch.unlessEqual(
                "instrument_token",
                instrument,
                tick.getJsonNumber("instrument_token").longValueExact());
        Mismatch.unless(
                tick.getJsonNumber("last_price").bigDecimalValue().signum() > 0,
                "a last_price above 0",
                tick.get("last_price").toString());
        Mismatch.unlessEqual("fields of ohlc", OHLC, tick.getJsonObject("ohlc").keySet());
        if (tradable) {
            depth(tick.getJsonObject("depth"));
        }
    }

    private static void depth(JsonObject depth) {
        Mismatch.unlessEqual("sides of the depth", Set.of("buy", "sell"), depth.keySet());
        for (String side : depth.keySet()) {
            Mismatch.unlessEqual(
                    "levels of " + side, LEVELS, depth.getJsonArray(side).size());
            for (JsonValue level : depth.getJsonArray(side)) {
                Mismatch.unlessEqual(
                        "fields of a level", LEVEL, level.asJsonObject().keySet());
            }
        }
    }
}
