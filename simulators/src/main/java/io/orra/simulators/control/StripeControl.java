package io.orra.simulators.control;

import io.orra.simulators.http.Fault;
import io.orra.simulators.http.Faults;
import io.orra.simulators.http.Input;
import io.orra.simulators.stripe.Stripe;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Events, subscriptions and faults of the simulated Stripe. */
final class StripeControl {
    private final Stripe stripe;

    private StripeControl(Stripe stripe) {
        this.stripe = stripe;
    }

    static void mount(Router router, Stripe stripe) {
        StripeControl control = new StripeControl(stripe);
        router.post("/stripe/events").handler(context -> ControlAnswers.json(context, stripe.send(Input.of(context))));
        router.put("/stripe/subscriptions/:id").handler(control::putSubscription);
        router.delete("/stripe/subscriptions/:id").handler(control::removeSubscription);
        router.get("/stripe/faults").handler(control::faults);
        router.put("/stripe/faults").handler(control::setFaults);
        router.delete("/stripe/faults").handler(control::clearFaults);
    }

    private void putSubscription(RoutingContext context) {
        ControlAnswers.json(
                context, stripe.subscriptions().put(context.pathParam("id"), ControlAnswers.anyFields(context)));
    }

    private void removeSubscription(RoutingContext context) {
        ControlAnswers.found(context, stripe.subscriptions().remove(context.pathParam("id")), "no such subscription");
    }

    private void faults(RoutingContext context) {
        ControlAnswers.json(
                context, new JsonObject().put("http", stripe.faults().toJson()));
    }

    private void setFaults(RoutingContext context) {
        Input input = Input.of(context);
        List<Fault> faults = Faults.read(input, "http");
        input.done();
        if (faults != null) {
            stripe.faults().set(faults);
        }
        faults(context);
    }

    private void clearFaults(RoutingContext context) {
        stripe.faults().clear();
        faults(context);
    }
}
