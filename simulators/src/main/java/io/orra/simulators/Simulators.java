package io.orra.simulators;

import io.orra.simulators.clerk.Clerk;
import io.orra.simulators.control.ControlServer;
import io.orra.simulators.http.Faults;
import io.orra.simulators.http.Loopback;
import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.KiteEnvelope;
import io.orra.simulators.kite.market.Market;
import io.orra.simulators.kite.rest.KiteRest;
import io.orra.simulators.kite.ticker.KiteTicker;
import io.orra.simulators.kite.web.KiteWeb;
import io.orra.simulators.n8n.N8n;
import io.orra.simulators.stripe.Stripe;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * All simulated parties in one process, on loopback. They share one event loop: state needs no locks, and an idle
 * simulator costs next to nothing.
 */
public final class Simulators implements AutoCloseable {
    private final Vertx vertx;
    private final SimulatorPorts ports;

    private Simulators(Vertx vertx, SimulatorPorts ports) {
        this.vertx = vertx;
        this.ports = ports;
    }

    /** @throws IllegalStateException with party and port when a port is taken; nothing keeps running then */
    public static Simulators start(SimulatorPorts ports) {
        return start(ports, Clock.systemUTC());
    }

    /** With the clock that tokens, one-time passwords and tick times follow. */
    public static Simulators start(SimulatorPorts ports, Clock clock) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        try {
            return new Simulators(vertx, open(vertx, ports, clock).await());
        } catch (RuntimeException e) {
            vertx.close().await();
            throw e;
        }
    }

    private static Future<SimulatorPorts> open(Vertx vertx, SimulatorPorts ports, Clock clock) {
        Future<Clerk> making = Clerk.create(vertx, clock);
        KiteBroker broker = new KiteBroker(clock);
        Market market = new Market(vertx, clock);
        Faults rest = new Faults(vertx, KiteEnvelope::fault);
        Faults web = new Faults(vertx, KiteEnvelope::fault);
        KiteTicker ticker = new KiteTicker(vertx, broker, market, clock);
        N8n n8n = new N8n(vertx, clock);
        Stripe stripe = new Stripe(vertx, clock);
        return making.compose(clerk -> {
            market.start();
            return Future.all(List.of(
                            Loopback.listen(
                                    vertx,
                                    "control",
                                    ports.control(),
                                    ControlServer.router(vertx, broker, rest, web, ticker, clerk, stripe, n8n)),
                            Loopback.listen(
                                    vertx,
                                    "kite rest",
                                    ports.kiteRest(),
                                    rest.before(KiteRest.router(vertx, broker, market))),
                            Loopback.listen(
                                    vertx, "kite web", ports.kiteWeb(), web.before(KiteWeb.router(vertx, broker))),
                            ticker.listen(ports.kiteTicker()),
                            clerk.listen(ports.clerk()),
                            stripe.listen(ports.stripe()),
                            n8n.listen(ports.n8n())))
                    .map(all -> opened(all.list()));
        });
    }

    private static SimulatorPorts opened(List<HttpServer> servers) {
        int[] port = servers.stream().mapToInt(HttpServer::actualPort).toArray();
        return new SimulatorPorts(port[0], port[1], port[2], port[3], port[4], port[5], port[6]);
    }

    /** The ports that are really listened on. */
    public SimulatorPorts ports() {
        return ports;
    }

    public URI controlUri() {
        return uri("http", ports.control());
    }

    public URI kiteApiUri() {
        return uri("http", ports.kiteRest());
    }

    /** The entry of the login flow, without its query. */
    public URI kiteLoginUri() {
        return uri("http", ports.kiteWeb()).resolve("/connect/login");
    }

    public URI kiteTickerUri() {
        return uri("ws", ports.kiteTicker());
    }

    /** The Frontend API, which is also the issuer of tokens. */
    public URI clerkUri() {
        return uri("http", ports.clerk());
    }

    public URI clerkKeySetUri() {
        return clerkUri().resolve("/.well-known/jwks.json");
    }

    public URI clerkApiUri() {
        return clerkUri().resolve("/v1");
    }

    public URI stripeApiUri() {
        return uri("http", ports.stripe());
    }

    public URI n8nUri() {
        return uri("http", ports.n8n());
    }

    private static URI uri(String scheme, int port) {
        return URI.create(scheme + "://" + Loopback.HOST + ":" + port);
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
