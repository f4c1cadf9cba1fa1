package io.orra.simulators.control;

import io.orra.simulators.http.BadInput;
import io.orra.simulators.http.Fault;
import io.orra.simulators.http.Faults;
import io.orra.simulators.http.Input;
import io.orra.simulators.kite.ticker.Disconnect;
import io.orra.simulators.kite.ticker.KiteTicker;
import io.orra.simulators.kite.ticker.Recorder;
import io.orra.simulators.kite.ticker.Recording;
import io.orra.simulators.kite.ticker.Replay;
import io.orra.simulators.kite.ticker.Target;
import io.orra.simulators.kite.ticker.TickerSwitches;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The ticker's connections, faults, texts, recordings and replays. */
final class TickerControl {
    private final KiteTicker ticker;
    private final Recorder recorder;
    private final Replay replay;

    private TickerControl(Vertx vertx, KiteTicker ticker) {
        this.ticker = ticker;
        this.recorder = new Recorder(ticker.market());
        this.replay = new Replay(vertx, ticker.market());
    }

    static void mount(Router router, Vertx vertx, KiteTicker ticker) {
        TickerControl control = new TickerControl(vertx, ticker);
        router.get("/kite/ticker/faults").handler(control::faults);
        router.put("/kite/ticker/faults").handler(control::setFaults);
        router.delete("/kite/ticker/faults").handler(control::clearFaults);
        router.get("/kite/ticker/connections").handler(control::connections);
        router.put("/kite/ticker/connections/:id").handler(control::hold);
        router.post("/kite/ticker/order-updates").handler(control::orderUpdate);
        router.post("/kite/ticker/messages").handler(control::message);
        router.post("/kite/ticker/raw").handler(control::raw);
        router.post("/kite/ticker/disconnect").handler(control::disconnect);
        router.post("/kite/ticker/record").handler(control::record);
        router.delete("/kite/ticker/record").handler(control::stopRecording);
        router.post("/kite/ticker/replay").handler(control::replay);
        router.get("/kite/ticker/replay").handler(context -> ControlAnswers.json(context, control.replay.toJson()));
        router.delete("/kite/ticker/replay").handler(control::stopReplay);
        router.put("/kite/ticker/load").handler(control::load);
        router.get("/kite/ticker/load")
                .handler(context -> ControlAnswers.json(context, ticker.load().toJson()));
    }

    private void faults(RoutingContext context) {
        JsonObject json = ticker.switches().toJson();
        ControlAnswers.json(
                context, json.put("handshake", ticker.handshakeFaults().toJson()));
    }

    private void setFaults(RoutingContext context) {
        Input input = Input.of(context);
        TickerSwitches switches = ticker.switches().with(input);
        List<Fault> handshake = Faults.read(input, "handshake");
        input.done();
        ticker.set(switches);
        if (handshake != null) {
            ticker.handshakeFaults().set(handshake);
        }
        faults(context);
    }

    private void clearFaults(RoutingContext context) {
        ticker.reset();
        faults(context);
    }

    private void connections(RoutingContext context) {
        ControlAnswers.json(context, new JsonObject().put("connections", ticker.toJson()));
    }

    private void hold(RoutingContext context) {
        Input input = Input.of(context);
        boolean silent = input.flag("silent", false);
        boolean ticks = input.flag("ticks", true);
        boolean heartbeat = input.flag("heartbeat", true);
        input.done();
        String id = context.pathParam("id");
        boolean known = id.matches("\\d{1,18}") && ticker.hold(Long.parseLong(id), silent, ticks, heartbeat);
        ControlAnswers.found(context, known, "no such connection");
    }

    private void orderUpdate(RoutingContext context) {
        Input input = Input.of(context);
        Target target = new Target(0, null, input.text("user_id"));
        JsonObject text = new JsonObject().put("type", "order").put("data", input.object("data"));
        input.done();
        delivered(context, ticker.text(target, text));
    }

    private void message(RoutingContext context) {
        Input input = Input.of(context);
        Target target = Target.read(input);
        String type = input.oneOf("type", "message", Set.of("message", "error"));
        JsonObject text = new JsonObject().put("type", type).put("data", input.text("data"));
        input.done();
        delivered(context, ticker.text(target, text));
    }

    private void raw(RoutingContext context) {
        Input input = Input.of(context);
        Target target = Target.read(input);
        String base64 = input.text("base64");
        input.done();
        try {
            delivered(context, ticker.raw(target, Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            throw new BadInput("'base64' is not base64");
        }
    }

    private void disconnect(RoutingContext context) {
        Input input = Input.of(context);
        Target target = Target.read(input);
        Disconnect how = Disconnect.read(input);
        input.done();
        ControlAnswers.json(context, new JsonObject().put("disconnected", ticker.disconnect(target, how)));
    }

    private void record(RoutingContext context) {
        recorder.start(file(context));
        ControlAnswers.done(context);
    }

    private void stopRecording(RoutingContext context) {
        ControlAnswers.json(context, new JsonObject().put("messages", recorder.stop()));
    }

    private void replay(RoutingContext context) {
        Input input = Input.of(context);
        Path file = path(input.text("file"));
        double speed = input.decimal("speed", 1, 0, 10_000);
        input.done();
        replay.start(Recording.of(file), speed);
        ControlAnswers.json(context, replay.toJson());
    }

    private void stopReplay(RoutingContext context) {
        replay.stop();
        ControlAnswers.json(context, replay.toJson());
    }

    private void load(RoutingContext context) {
        Input input = Input.of(context);
        double rate = input.decimal("ticks_per_second", 0, 0, 5_000_000);
        String users = input.text("user_prefix", "");
        input.done();
        ticker.load().set(rate, users);
        ControlAnswers.json(context, ticker.load().toJson());
    }

    private static void delivered(RoutingContext context, int count) {
        ControlAnswers.json(context, new JsonObject().put("delivered", count));
    }

    private static Path file(RoutingContext context) {
        Input input = Input.of(context);
        Path file = path(input.text("file"));
        input.done();
        return file;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadInput("'file' is not a path");
        }
    }
}
