package io.orra.simulators.kite;

import io.orra.simulators.Caller;
import io.orra.simulators.Simulators;
import java.net.http.HttpResponse;
import java.util.Map;

/** One browser's way through the web login, without a browser. */
final class WebLogin {
    final Caller web;
    private String visit;
    private String requestId;

    WebLogin(Simulators simulators) {
        web = new Caller(simulators.kiteLoginUri());
    }

    /** Opens the entry and keeps the sess_id. */
    HttpResponse<String> enter(String extra) {
        HttpResponse<String> response = web.get("/connect/login?v=3&api_key=" + Broker.KEY + extra);
        if (response.statusCode() == 302) {
            visit = Caller.location(response).split("\\?")[1];
        }
        return response;
    }

    HttpResponse<String> page() {
        return web.get("/connect/login?" + visit);
    }

    HttpResponse<String> password(String userId, String password) {
        HttpResponse<String> response = web.form("/api/login", Map.of("user_id", userId, "password", password));
        if (response.statusCode() == 200) {
            requestId = Caller.json(response).getJsonObject("data").getString("request_id");
        }
        return response;
    }

    HttpResponse<String> twofa(String value, String type) {
        return web.form(
                "/api/twofa",
                Map.of(
                        "user_id", Broker.USER,
                        "request_id", requestId,
                        "twofa_value", value,
                        "twofa_type", type,
                        "skip_session", ""));
    }

    HttpResponse<String> finish() {
        return web.get("/connect/finish?" + visit);
    }

    HttpResponse<String> consent(String action) {
        String[] parts = visit.split("[=&]");
        return web.form("/connect/authorize", Map.of("sess_id", parts[1], "api_key", parts[3], "action", action));
    }
}
