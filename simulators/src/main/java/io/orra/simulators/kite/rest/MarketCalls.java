package io.orra.simulators.kite.rest;

import io.orra.simulators.kite.KiteEnvelope;
import io.orra.simulators.kite.KiteError;
import io.orra.simulators.kite.market.Market;
import io.orra.simulators.kite.market.TickJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.IntFunction;

/** The instruments dump, which needs no session, and the quote family, which needs one with market data. */
final class MarketCalls {
    private static final int MOST_QUOTES = 500;
    private static final int MOST_PRICES = 1000;

    private final Market market;
    private final TickJson ticks;
    private final Authorization authorization;

    MarketCalls(Market market, Authorization authorization) {
        this.market = market;
        this.ticks = new TickJson(market);
        this.authorization = authorization;
    }

    void instruments(RoutingContext context) {
        String exchange = context.pathParam("exchange");
        if (exchange != null && !market.dump().knows(exchange)) {
            throw KiteError.input("Invalid `exchange`.");
        }
        String accepted = context.request().getHeader("Accept-Encoding");
        context.response().putHeader("Content-Type", "text/csv");
        if (accepted != null && accepted.contains("gzip")) {
            context.response().putHeader("Content-Encoding", "gzip");
            context.response().end(Buffer.buffer(market.dump().gzip(exchange)));
        } else {
            context.response().end(Buffer.buffer(market.dump().csv(exchange)));
        }
    }

    void quote(RoutingContext context) {
        answer(context, MOST_QUOTES, ticks::quote);
    }

    void ohlc(RoutingContext context) {
        answer(context, MOST_PRICES, ticks::ohlc);
    }

    void ltp(RoutingContext context) {
        answer(context, MOST_PRICES, ticks::ltp);
    }

    private void answer(RoutingContext context, int most, IntFunction<JsonObject> tick) {
        authorization.marketData(context);
        List<String> keys = context.queryParam("i");
        if (keys.size() > most) {
            throw KiteError.input("Maximum allowed instruments exceeded.");
        }
        JsonObject data = new JsonObject();
        keys.forEach(key -> ticks.position(key).ifPresent(position -> data.put(key, tick.apply(position))));
        KiteEnvelope.success(context, data);
    }
}
