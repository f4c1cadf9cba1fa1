package io.orra.simulators.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** Opens HTTP listeners on 127.0.0.1 and nowhere else. */
public final class Loopback {
    public static final String HOST = "127.0.0.1";

    private Loopback() {}

    /**
     * @param port 0 for an ephemeral one
     * @return the listening server; fails with a text that names the party and the port when the port is taken
     */
    public static Future<HttpServer> listen(Vertx vertx, String party, int port, Handler<HttpServerRequest> handler) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(HOST)
                .setPort(port)
                .setTcpNoDelay(true)
                .setMaxFormAttributeSize(65_536)
                .setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options)
                .requestHandler(handler)
                .listen()
                .recover(cause -> Future.failedFuture(new IllegalStateException(
                        "cannot listen on " + HOST + ":" + port + " for " + party + ": " + cause.getMessage(), cause)));
    }
}
