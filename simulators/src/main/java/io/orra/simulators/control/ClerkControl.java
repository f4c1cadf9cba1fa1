package io.orra.simulators.control;

import io.orra.simulators.clerk.Clerk;
import io.orra.simulators.http.Fault;
import io.orra.simulators.http.Faults;
import io.orra.simulators.http.Input;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Tokens, keys, organisations, webhooks and faults of the simulated Clerk. */
final class ClerkControl {
    private final Clerk clerk;

    private ClerkControl(Clerk clerk) {
        this.clerk = clerk;
    }

    static void mount(Router router, Clerk clerk) {
        ClerkControl control = new ClerkControl(clerk);
        router.post("/clerk/tokens").handler(control::mint);
        router.post("/clerk/keys/rotate").handler(control::rotate);
        router.put("/clerk/secret-keys").handler(control::setSecretKeys);
        router.delete("/clerk/secret-keys").handler(control::anySecretKey);
        router.put("/clerk/organizations/:id").handler(control::putOrganization);
        router.delete("/clerk/organizations/:id").handler(control::removeOrganization);
        router.put("/clerk/billing").handler(control::setBilling);
        router.put("/clerk/billing/subscription-items/:id").handler(control::putItem);
        router.delete("/clerk/billing/subscription-items/:id").handler(control::removeItem);
        router.post("/clerk/webhooks")
                .handler(context -> ControlAnswers.json(context, clerk.sendWebhook(Input.of(context))));
        router.get("/clerk/faults").handler(control::faults);
        router.put("/clerk/faults").handler(control::setFaults);
        router.delete("/clerk/faults").handler(control::clearFaults);
    }

    private void mint(RoutingContext context) {
        ControlAnswers.json(context, clerk.mint(Input.of(context)).map(token -> new JsonObject().put("token", token)));
    }

    private void rotate(RoutingContext context) {
        Input input = Input.of(context);
        boolean keepOld = input.flag("keep_old", true);
        input.done();
        ControlAnswers.json(context, clerk.rotate(keepOld));
    }

    private void setSecretKeys(RoutingContext context) {
        Input input = Input.of(context);
        List<String> keys = input.texts("secret_keys");
        input.done();
        clerk.setSecretKeys(keys);
        ControlAnswers.done(context);
    }

    private void anySecretKey(RoutingContext context) {
        clerk.setSecretKeys(null);
        ControlAnswers.done(context);
    }

    private void putOrganization(RoutingContext context) {
        ControlAnswers.json(context, clerk.putOrganization(context.pathParam("id"), ControlAnswers.anyFields(context)));
    }

    private void removeOrganization(RoutingContext context) {
        ControlAnswers.found(context, clerk.removeOrganization(context.pathParam("id")), "no such organization");
    }

    private void setBilling(RoutingContext context) {
        Input input = Input.of(context);
        boolean enabled = input.flag("enabled", true);
        input.done();
        clerk.items().enable(enabled);
        ControlAnswers.done(context);
    }

    private void putItem(RoutingContext context) {
        ControlAnswers.json(context, clerk.items().put(context.pathParam("id"), ControlAnswers.anyFields(context)));
    }

    private void removeItem(RoutingContext context) {
        ControlAnswers.found(context, clerk.items().remove(context.pathParam("id")), "no such subscription item");
    }

    private void faults(RoutingContext context) {
        JsonArray faults = clerk.faults().toJson();
        ControlAnswers.json(context, new JsonObject().put("http", faults));
    }

    private void setFaults(RoutingContext context) {
        Input input = Input.of(context);
        List<Fault> faults = Faults.read(input, "http");
        input.done();
        if (faults != null) {
            clerk.faults().set(faults);
        }
        faults(context);
    }

    private void clearFaults(RoutingContext context) {
        clerk.faults().clear();
        faults(context);
    }
}
