package io.orra.simulators.control;

import io.orra.simulators.clerk.Clerk;
import io.orra.simulators.http.Faults;
import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.ticker.KiteTicker;
import io.orra.simulators.n8n.N8n;
import io.orra.simulators.stripe.Stripe;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** The routes of the control endpoint. */
public final class ControlServer {
    private ControlServer() {}

    public static Router router(
            Vertx vertx,
            KiteBroker broker,
            Faults rest,
            Faults web,
            KiteTicker ticker,
            Clerk clerk,
            Stripe stripe,
            N8n n8n) {
        Router router = Router.router(vertx);
        ControlAnswers.answerErrors(router);
        router.route().handler(BodyHandler.create(false));
        router.get("/health").handler(ControlAnswers::done);
        KiteControl.mount(router, broker, rest, web);
        TickerControl.mount(router, vertx, ticker);
        MarketControl.mount(router, ticker.market());
        ClerkControl.mount(router, clerk);
        StripeControl.mount(router, stripe);
        N8nControl.mount(router, n8n);
        return router;
    }
}
