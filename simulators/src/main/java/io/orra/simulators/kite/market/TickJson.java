package io.orra.simulators.kite.market;

import static io.orra.simulators.kite.market.TickBook.*;

import io.orra.simulators.kite.KiteBroker;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** A tick as the quote calls and the control endpoint write it: prices in rupees, times in India. */
public final class TickJson {
    private final Market market;

    public TickJson(Market market) {
        this.market = market;
    }

    /** @param key EXCHANGE:SYMBOL or a token; an unknown one is empty, as the quote calls leave it out */
    public Optional<Integer> position(String key) {
        TickBook book = market.book();
        if (key.matches("\\d{1,10}")) {
            return Optional.of(book.position((int) Long.parseLong(key))).filter(position -> position >= 0);
        }
        for (int i = 0; i < book.size(); i++) {
            if (book.instrument(i).key().equals(key)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    public JsonObject ltp(int i) {
        return new JsonObject()
                .put(
                        "instrument_token",
                        Integer.toUnsignedLong(market.book().instrument(i).token()))
                .put("last_price", price(i, LAST_PRICE));
    }

    public JsonObject ohlc(int i) {
        boolean index = market.book().instrument(i).isIndex();
        return ltp(i).put(
                        "ohlc",
                        new JsonObject()
                                .put("open", price(i, index ? INDEX_OPEN : OPEN))
                                .put("high", price(i, index ? INDEX_HIGH : HIGH))
                                .put("low", price(i, index ? INDEX_LOW : LOW))
                                .put("close", price(i, index ? INDEX_CLOSE : CLOSE)));
    }

    public JsonObject quote(int i) {
        TickBook book = market.book();
        if (book.instrument(i).isIndex()) {
            return ohlc(i).put("timestamp", time(i, INDEX_TIME)).put("net_change", price(i, INDEX_CHANGE));
        }
        double close = price(i, CLOSE);
        return ohlc(i).put("timestamp", time(i, EXCHANGE_TIME))
                .put("last_trade_time", time(i, LAST_TRADE_TIME))
                .put("last_quantity", book.get(i, LAST_QUANTITY))
                .put("average_price", price(i, AVERAGE_PRICE))
                .put("volume", book.get(i, VOLUME))
                .put("buy_quantity", book.get(i, BUY_QUANTITY))
                .put("sell_quantity", book.get(i, SELL_QUANTITY))
                .put("oi", book.get(i, OI))
                .put("oi_day_high", book.get(i, OI_HIGH))
                .put("oi_day_low", book.get(i, OI_LOW))
                .put("net_change", rupees(i, book.get(i, LAST_PRICE) - book.get(i, CLOSE)))
                .put("lower_circuit_limit", twoDigits(close * 0.9))
                .put("upper_circuit_limit", twoDigits(close * 1.1))
                .put("depth", new JsonObject().put("buy", depth(i, 0)).put("sell", depth(i, 5)));
    }

    private JsonArray depth(int i, int from) {
        JsonArray side = new JsonArray();
        for (int level = from; level < from + 5; level++) {
            side.add(new JsonObject()
                    .put("price", rupees(i, market.book().depth(i, level, 4)))
                    .put("quantity", market.book().depth(i, level, 0))
                    .put("orders", market.book().orders(i, level)));
        }
        return side;
    }

    private double price(int i, int field) {
        return rupees(i, market.book().get(i, field));
    }

    private double rupees(int i, int wire) {
        return (double) wire / market.book().instrument(i).divisor();
    }

    private String time(int i, int field) {
        return KiteBroker.apiTime(
                Instant.ofEpochSecond(Integer.toUnsignedLong(market.book().get(i, field))));
    }

    private static double twoDigits(double price) {
        return Math.round(price * 100) / 100.0;
    }
}
