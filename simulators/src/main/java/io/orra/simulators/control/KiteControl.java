package io.orra.simulators.control;

import io.orra.simulators.http.BadInput;
import io.orra.simulators.http.Fault;
import io.orra.simulators.http.Faults;
import io.orra.simulators.http.Input;
import io.orra.simulators.http.Unknown;
import io.orra.simulators.kite.KiteAccount;
import io.orra.simulators.kite.KiteApp;
import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.KiteSwitches;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Apps, accounts, tokens, and the faults of the REST API and the web login. */
final class KiteControl {
    private final KiteBroker broker;
    private final Faults rest;
    private final Faults web;

    private KiteControl(KiteBroker broker, Faults rest, Faults web) {
        this.broker = broker;
        this.rest = rest;
        this.web = web;
    }

    static void mount(Router router, KiteBroker broker, Faults rest, Faults web) {
        KiteControl control = new KiteControl(broker, rest, web);
        router.put("/kite/apps/:api_key").handler(control::putApp);
        router.get("/kite/apps/:api_key").handler(control::getApp);
        router.delete("/kite/apps/:api_key").handler(control::removeApp);
        router.put("/kite/accounts/:user_id").handler(control::putAccount);
        router.get("/kite/accounts/:user_id").handler(control::getAccount);
        router.delete("/kite/accounts/:user_id").handler(control::removeAccount);
        router.post("/kite/request-tokens").handler(control::issueRequestToken);
        router.post("/kite/flush").handler(control::flush);
        router.get("/kite/faults").handler(control::faults);
        router.put("/kite/faults").handler(control::setFaults);
        router.delete("/kite/faults").handler(control::clearFaults);
    }

    private void putApp(RoutingContext context) {
        KiteApp app = KiteApp.read(context.pathParam("api_key"), Input.of(context));
        broker.register(app);
        ControlAnswers.json(context, app.toJson());
    }

    private void getApp(RoutingContext context) {
        KiteApp app = broker.app(context.pathParam("api_key")).orElseThrow(() -> new Unknown("no such app"));
        ControlAnswers.json(context, app.toJson());
    }

    private void removeApp(RoutingContext context) {
        ControlAnswers.found(context, broker.removeApp(context.pathParam("api_key")), "no such app");
    }

    private void putAccount(RoutingContext context) {
        String userId = context.pathParam("user_id");
        KiteAccount account = broker.account(userId).orElseGet(() -> new KiteAccount(userId));
        account.change(Input.of(context));
        broker.open(account);
        ControlAnswers.json(context, json(account));
    }

    private void getAccount(RoutingContext context) {
        KiteAccount account =
                broker.account(context.pathParam("user_id")).orElseThrow(() -> new Unknown("no such account"));
        ControlAnswers.json(context, json(account));
    }

    private void removeAccount(RoutingContext context) {
        ControlAnswers.found(context, broker.close(context.pathParam("user_id")), "no such account");
    }

    private void issueRequestToken(RoutingContext context) {
        Input input = Input.of(context);
        String userId = input.text("user_id");
        String apiKey = input.text("api_key");
        input.done();
        broker.account(userId).orElseThrow(() -> new BadInput("no account has this 'user_id'"));
        broker.app(apiKey).orElseThrow(() -> new BadInput("no app has this 'api_key'"));
        String token = broker.requestTokens().issue(userId, apiKey);
        ControlAnswers.json(context, new JsonObject().put("request_token", token));
    }

    private void flush(RoutingContext context) {
        ControlAnswers.json(
                context, new JsonObject().put("flushed", broker.sessions().flush()));
    }

    private void faults(RoutingContext context) {
        ControlAnswers.json(
                context, broker.switches().toJson().put("rest", rest.toJson()).put("web", web.toJson()));
    }

    private void setFaults(RoutingContext context) {
        Input input = Input.of(context);
        KiteSwitches switches = broker.switches().with(input);
        List<Fault> newRest = Faults.read(input, "rest");
        List<Fault> newWeb = Faults.read(input, "web");
        input.done();
        broker.set(switches);
        if (newRest != null) {
            rest.set(newRest);
        }
        if (newWeb != null) {
            web.set(newWeb);
        }
        faults(context);
    }

    private void clearFaults(RoutingContext context) {
        broker.set(KiteSwitches.DEFAULT);
        rest.clear();
        web.clear();
        faults(context);
    }

    /** Without password and seed. */
    private JsonObject json(KiteAccount account) {
        return new JsonObject()
                .put("user_id", account.userId())
                .put("email", account.email())
                .put("user_name", account.userName())
                .put("twofa_type", account.twofaType())
                .put("enabled_apps", account.enabledApps() == null ? null : new JsonArray(account.enabledApps()))
                .put("logins", account.logins())
                .put("bad_passwords", account.badPasswords())
                .put("bad_twofa", account.badTwofa())
                .put("password_attempts_left", account.passwordAttemptsLeft())
                .put("twofa_attempts_left", account.twofaAttemptsLeft())
                .put("blocked", account.blocked())
                .put("request_tokens", broker.requestTokens().of(account.userId()))
                .put("live_tokens", broker.sessions().of(account.userId()));
    }
}
