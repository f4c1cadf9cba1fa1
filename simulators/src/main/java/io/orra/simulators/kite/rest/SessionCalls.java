package io.orra.simulators.kite.rest;

import io.orra.simulators.kite.KiteAccount;
import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.KiteEnvelope;
import io.orra.simulators.kite.KiteError;
import io.orra.simulators.kite.KiteSession;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Opens and ends API sessions, and tells whose they are. */
final class SessionCalls {
    private final KiteBroker broker;
    private final Authorization authorization;

    SessionCalls(KiteBroker broker, Authorization authorization) {
        this.broker = broker;
        this.authorization = authorization;
    }

    void open(RoutingContext context) {
        HttpServerRequest request = context.request();
        KiteSession session = broker.exchange(
                request.getFormAttribute("api_key"),
                request.getFormAttribute("request_token"),
                request.getFormAttribute("checksum"));
        KiteEnvelope.success(
                context,
                person(session)
                        .put("api_key", session.apiKey())
                        .put("access_token", session.accessToken())
                        .put("public_token", session.publicToken())
                        .put("enctoken", session.enctoken())
                        .put("refresh_token", "")
                        .put("silo", "")
                        .put("login_time", KiteBroker.apiTime(session.loginTime())));
    }

    void profile(RoutingContext context) {
        KiteEnvelope.success(context, person(authorization.session(context)));
    }

    /** DELETE with an access token ends the session; with a refresh token it has nothing to end. */
    void end(RoutingContext context) {
        String apiKey = context.request().getParam("api_key");
        broker.appOrError(apiKey);
        String accessToken = context.request().getParam("access_token");
        if (accessToken == null && context.request().getParam("refresh_token") == null) {
            throw KiteError.missing("access_token");
        }
        if (accessToken != null) {
            broker.session(apiKey, accessToken).orElseThrow(KiteError::badCredentials);
            broker.sessions().end(accessToken);
        }
        KiteEnvelope.success(context, true);
    }

    /** Refresh tokens are given to approved platforms only, so no such token is ever good here. */
    void refresh(RoutingContext context) {
        broker.appOrError(context.request().getFormAttribute("api_key"));
        throw KiteError.token("Token is invalid or has expired.");
    }

    private JsonObject person(KiteSession session) {
        KiteAccount account = broker.account(session.userId()).orElseThrow(KiteError::badCredentials);
        return new JsonObject()
                .put("user_id", account.userId())
                .put("user_type", "individual")
                .put("email", account.email())
                .put("user_name", account.userName())
                .put("user_shortname", account.userName().split(" ")[0])
                .put("broker", "ZERODHA")
                .put("exchanges", JsonArray.of("NSE", "NFO", "BFO", "CDS", "BSE", "MCX", "BCD", "MF"))
                .put("products", JsonArray.of("CNC", "NRML", "MIS", "BO", "CO"))
                .put("order_types", JsonArray.of("MARKET", "LIMIT", "SL", "SL-M"))
                .put("avatar_url", null)
                .put("meta", new JsonObject().put("demat_consent", "physical"));
    }
}
