package io.orra.simulators.control;

import io.orra.simulators.http.BadInput;
import io.orra.simulators.http.Input;
import io.orra.simulators.http.Unknown;
import io.orra.simulators.kite.market.Instrument;
import io.orra.simulators.kite.market.Market;
import io.orra.simulators.kite.market.MarketSettings;
import io.orra.simulators.kite.market.TickJson;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The random walk: seed, rate, pause, single steps, and the present tick of an instrument. */
final class MarketControl {
    private final Market market;
    private final TickJson ticks;

    private MarketControl(Market market) {
        this.market = market;
        this.ticks = new TickJson(market);
    }

    static void mount(Router router, Market market) {
        MarketControl control = new MarketControl(market);
        router.get("/kite/market").handler(control::settings);
        router.put("/kite/market").handler(control::set);
        router.delete("/kite/market").handler(control::reset);
        router.post("/kite/market/step").handler(control::step);
        router.get("/kite/market/:token").handler(control::tick);
        router.put("/kite/market/:token").handler(control::setPrice);
    }

    private void settings(RoutingContext context) {
        ControlAnswers.json(
                context,
                market.settings().toJson().put("listed", market.book().size()).put("replaying", market.isReplaying()));
    }

    private void set(RoutingContext context) {
        Input input = Input.of(context);
        MarketSettings settings = market.settings().with(input);
        input.done();
        market.set(settings);
        settings(context);
    }

    private void reset(RoutingContext context) {
        market.set(MarketSettings.DEFAULT);
        market.restart();
        settings(context);
    }

    private void step(RoutingContext context) {
        Input input = Input.of(context);
        int count = input.integer("count", 1, 1, 10_000);
        input.done();
        market.step(count);
        settings(context);
    }

    private void tick(RoutingContext context) {
        ControlAnswers.json(context, ticks.quote(position(context)));
    }

    private void setPrice(RoutingContext context) {
        int position = position(context);
        Instrument instrument = market.book().instrument(position);
        Input input = Input.of(context);
        double most = (double) Integer.MAX_VALUE / instrument.divisor();
        double price = input.decimal("last_price", 0, 0, most);
        input.done();
        if (price <= 0) {
            throw new BadInput("'last_price' is required");
        }
        market.setPrice(position, (int) Math.round(price * instrument.divisor()));
        tick(context);
    }

    private int position(RoutingContext context) {
        return ticks.position(context.pathParam("token"))
                .orElseThrow(() -> new Unknown("no such instrument; give its token or EXCHANGE:SYMBOL"));
    }
}
