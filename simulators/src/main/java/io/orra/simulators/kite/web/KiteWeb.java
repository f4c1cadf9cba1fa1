package io.orra.simulators.kite.web;

import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.KiteEnvelope;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** The routes of the broker's web login. */
public final class KiteWeb {
    private KiteWeb() {}

    public static Router router(Vertx vertx, KiteBroker broker) {
        LoginSessions sessions = new LoginSessions(broker);
        LoginCalls calls = new LoginCalls(broker, sessions);
        ConnectPages pages = new ConnectPages(broker, sessions);
        Router router = Router.router(vertx);
        KiteEnvelope.answerErrors(router);
        router.route().handler(new DateHeader(broker.clock()));
        router.route().handler(BodyHandler.create(false));
        router.get("/connect/login").handler(pages::login);
        router.get("/connect/finish").handler(pages::finish);
        router.get("/connect/authorize").handler(pages::askConsent);
        router.post("/connect/authorize").handler(pages::takeConsent);
        router.get("/api/connect/session").handler(calls::app);
        router.post("/api/login").handler(calls::login);
        router.post("/api/twofa").handler(calls::twofa);
        return router;
    }
}
