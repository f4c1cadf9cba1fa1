package io.orra.simulators.kite.rest;

import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.KiteEnvelope;
import io.orra.simulators.kite.market.Market;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** The routes of the broker's REST API. */
public final class KiteRest {
    private KiteRest() {}

    public static Router router(Vertx vertx, KiteBroker broker, Market market) {
        Authorization authorization = new Authorization(broker);
        SessionCalls sessions = new SessionCalls(broker, authorization);
        MarketCalls prices = new MarketCalls(market, authorization);
        Router router = Router.router(vertx);
        KiteEnvelope.answerErrors(router);
        router.route().handler(BodyHandler.create(false)).handler(new RateLimits(broker)::check);
        router.post("/session/token").handler(sessions::open);
        router.delete("/session/token").handler(sessions::end);
        router.post("/session/refresh_token").handler(sessions::refresh);
        router.get("/user/profile").handler(sessions::profile);
        router.get("/instruments/historical/:token/:interval")
                .handler(new HistoryCalls(market, authorization)::candles);
        router.get("/instruments").handler(prices::instruments);
        router.get("/instruments/:exchange").handler(prices::instruments);
        router.get("/quote").handler(prices::quote);
        router.get("/quote/ohlc").handler(prices::ohlc);
        router.get("/quote/ltp").handler(prices::ltp);
        return router;
    }
}
