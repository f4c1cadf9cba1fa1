package io.orra.simulators.kite.ticker;

import io.orra.simulators.kite.KiteApp;
import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.KiteSession;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Decides at the opening handshake, the only place where the ticker looks at the session. */
final class Handshake {
    private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String REFUSED = "{\"status\":\"error\",\"message\":\"Authentication failed.\"}";

    private final KiteBroker broker;

    Handshake(KiteBroker broker) {
        this.broker = broker;
    }

    /**
     * @param open how many connections an api_key has
     * @return the session that comes in; empty when the request has been answered: 400 for no WebSocket handshake, 403
     *     for a bad key or token or a plan without market data, 429 for a connection too many
     */
    Optional<KiteSession> check(HttpServerRequest request, ToLongFunction<String> open, int mostConnections) {
        String key = request.getHeader("Sec-WebSocket-Key");
        if (!"/".equals(request.path()) || key == null || !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            refuse(request, 400, "text/plain", "Bad Request");
            return Optional.empty();
        }
        Optional<KiteSession> session = session(request);
        if (session.isEmpty()) {
            refuse(request, 403, "application/json", REFUSED);
            return session;
        }
        if (open.applyAsLong(session.get().apiKey()) >= mostConnections) {
            refuse(request, 429, "text/plain", "Too Many Requests");
            return Optional.empty();
        }
        accept(request, key);
        return session;
    }

    private Optional<KiteSession> session(HttpServerRequest request) {
        String apiKey = request.getParam("api_key");
        String accessToken = request.getParam("access_token");
        if (apiKey == null || accessToken == null) {
            return Optional.empty();
        }
        return broker.session(apiKey, accessToken)
                .filter(session -> broker.app(apiKey).map(KiteApp::marketData).orElse(false));
    }

    private static void accept(HttpServerRequest request, String key) {
        HttpServerResponse response = request.response();
        response.setStatusCode(101);
        response.putHeader("Upgrade", "websocket");
        response.putHeader("Connection", "Upgrade");
        response.putHeader("Sec-WebSocket-Accept", acceptOf(key));
    }

    private static void refuse(HttpServerRequest request, int status, String type, String body) {
        request.response().setStatusCode(status).putHeader("Content-Type", type).end(body);
    }

    private static String acceptOf(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key.strip() + ACCEPT_GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
