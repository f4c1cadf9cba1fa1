package io.orra.simulators.control;

import io.orra.simulators.http.Input;
import io.orra.simulators.n8n.N8n;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What the n8n sink received, and how its webhooks answer. A webhook's path may hold slashes. */
final class N8nControl {
    private static final String WEBHOOKS = "/n8n/webhooks/";

    private final N8n n8n;

    private N8nControl(N8n n8n) {
        this.n8n = n8n;
    }

    static void mount(Router router, N8n n8n) {
        N8nControl control = new N8nControl(n8n);
        router.get("/n8n/received").handler(control::received);
        router.delete("/n8n/received").handler(control::forget);
        router.get("/n8n/deliveries").handler(control::deliveries);
        router.put(WEBHOOKS + "*").handler(control::set);
        router.delete(WEBHOOKS + "*").handler(control::reset);
    }

    private void received(RoutingContext context) {
        ControlAnswers.json(
                context,
                new JsonObject().put("received", n8n.received(context.request().getParam("path"))));
    }

    private void forget(RoutingContext context) {
        ControlAnswers.json(
                context,
                new JsonObject().put("forgotten", n8n.forget(context.request().getParam("path"))));
    }

    private void deliveries(RoutingContext context) {
        ControlAnswers.json(context, n8n.deliveries(context.request().getParam("path")));
    }

    private void set(RoutingContext context) {
        ControlAnswers.json(context, n8n.set(path(context), Input.of(context)));
    }

    /** Back to the default, whether it was set or not. */
    private void reset(RoutingContext context) {
        n8n.reset(path(context));
        ControlAnswers.done(context);
    }

    private static String path(RoutingContext context) {
        return context.request().path().substring(WEBHOOKS.length());
    }
}
