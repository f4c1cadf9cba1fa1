package io.orra.simulators.kite.ticker;

import io.orra.simulators.http.Faults;
import io.orra.simulators.http.Loopback;
import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.KiteEnvelope;
import io.orra.simulators.kite.KiteSession;
import io.orra.simulators.kite.market.Changes;
import io.orra.simulators.kite.market.Market;
import io.orra.simulators.kite.market.Mode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Lets connections in, sends them what changed, and beats once a second. */
public final class KiteTicker {
    private static final long HEARTBEAT_MS = 1000;

    private final Vertx vertx;
    private final Market market;
    private final Handshake handshake;
    private final Faults handshakeFaults;
    private final Map<Long, TickerConnection> connections = new LinkedHashMap<>();
    private final Load load;
    private TickerSwitches switches = TickerSwitches.DEFAULT;
    private TickWriter writer;
    private long nextId = 1;

    public KiteTicker(Vertx vertx, KiteBroker broker, Market market, Clock clock) {
        this.vertx = vertx;
        this.market = market;
        this.handshake = new Handshake(broker);
        this.handshakeFaults = new Faults(vertx, KiteEnvelope::fault);
        this.writer = new TickWriter(market.book());
        this.load = new Load(vertx, clock, connections::values, market::book);
        market.onChanges(this::send);
        market.onRelisting(this::relist);
    }

    public Future<HttpServer> listen(int port) {
        vertx.setPeriodic(HEARTBEAT_MS, timer -> beat());
        return Loopback.listen(vertx, "kite ticker", port, handshakeFaults.before(this::open));
    }

    private void open(HttpServerRequest request) {
        handshake
                .check(request, this::openOf, switches.maxConnections())
                .ifPresent(session -> request.toNetSocket().onSuccess(socket -> serve(session, socket)));
    }

    private long openOf(String apiKey) {
        return connections.values().stream()
                .filter(one -> one.session().apiKey().equals(apiKey))
                .count();
    }

    private void serve(KiteSession session, NetSocket socket) {
        TickerConnection connection = new TickerConnection(nextId++, session, socket);
        connection.hold(switches.silent(), switches.ticks(), switches.heartbeat());
        connections.put(connection.id(), connection);
        FrameReader reader = new FrameReader(new ClientMessages(this, connection));
        socket.handler(reader::read);
        socket.exceptionHandler(cause -> socket.close());
        socket.closeHandler(closed -> connections.remove(connection.id()));
        if (switches.instrumentsMeta()) {
            JsonObject meta = new JsonObject()
                    .put("count", market.book().size())
                    .put("etag", "W/\"" + market.settings().seed() + "\"");
            connection.text(new JsonObject().put("type", "instruments_meta").put("data", meta));
        }
    }

    private void send(Changes changes) {
        for (TickerConnection connection : connections.values()) {
            writer.changes(changes, connection);
        }
    }

    /** The present ticks of the tokens that the connection is subscribed to. */
    void present(TickerConnection connection, JsonArray tokens) {
        for (Object token : tokens) {
            int position = token instanceof Number number ? market.book().position(number.intValue()) : -1;
            Mode mode = position < 0 ? null : connection.subscriptions().at(position);
            if (mode != null) {
                writer.add(position, mode, connection);
            }
        }
        writer.flush(connection);
    }

    private void relist() {
        writer = new TickWriter(market.book());
        connections.values().forEach(connection -> connection.subscriptions().relist(market.book()));
    }

    private void beat() {
        connections.values().forEach(connection -> connection.heartbeat(switches.heartbeatByte()));
    }

    /** Sets the switches for the connections that are open and those to come. */
    public void set(TickerSwitches newSwitches) {
        boolean held = newSwitches.silent() != switches.silent()
                || newSwitches.ticks() != switches.ticks()
                || newSwitches.heartbeat() != switches.heartbeat();
        switches = newSwitches;
        if (held) {
            connections.values().forEach(one -> one.hold(switches.silent(), switches.ticks(), switches.heartbeat()));
        }
    }

    /** Ends every fault, those of single connections too. */
    public void reset() {
        switches = TickerSwitches.DEFAULT;
        handshakeFaults.clear();
        connections.values().forEach(one -> one.hold(false, true, true));
    }

    public TickerSwitches switches() {
        return switches;
    }

    public Faults handshakeFaults() {
        return handshakeFaults;
    }

    public Load load() {
        return load;
    }

    public Market market() {
        return market;
    }

    public JsonArray toJson() {
        JsonArray array = new JsonArray();
        connections.values().forEach(connection -> array.add(connection.toJson()));
        return array;
    }

    /** Sets one connection's faults. @return false when no connection has the id */
    public boolean hold(long id, boolean silent, boolean ticks, boolean heartbeat) {
        TickerConnection connection = connections.get(id);
        if (connection != null) {
            connection.hold(silent, ticks, heartbeat);
        }
        return connection != null;
    }

    /** @return to how many connections the text went */
    public int text(Target target, JsonObject message) {
        return each(target, connection -> connection.text(message));
    }

    /** Sends bytes as one binary message, well-formed or not. */
    public int raw(Target target, byte[] payload) {
        return each(target, connection -> connection.raw(payload));
    }

    public int disconnect(Target target, Disconnect how) {
        return each(target, connection -> {
            connections.remove(connection.id());
            if (how.reset()) {
                connection.reset();
            } else if (how.midFrame()) {
                connection.closeMidFrame();
            } else {
                connection.close(how.code(), how.reason());
            }
        });
    }

    private int each(Target target, Consumer<TickerConnection> action) {
        List<TickerConnection> meant = connections.values().stream()
                .filter(connection -> target.meets(
                        connection.id(),
                        connection.session().apiKey(),
                        connection.session().userId()))
                .toList();
        meant.forEach(action);
        return meant.size();
    }
}
