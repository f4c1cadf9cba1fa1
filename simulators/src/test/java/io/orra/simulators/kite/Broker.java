package io.orra.simulators.kite;

import io.orra.simulators.Caller;
import io.orra.simulators.Simulators;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A provisioned app and account, and the calls that tests make most. */
public final class Broker {
    public static final String KEY = "testkey";
    public static final String SECRET = "testsecret";
    public static final String USER = "AB1234";
    public static final String PASSWORD = "pass word";
    public static final String SEED = "JBSWY3DPEHPK3PXP";

    public final Caller control;
    public final Caller rest;

    public Broker(Simulators simulators) {
        control = new Caller(simulators.controlUri());
        rest = new Caller(simulators.kiteApiUri());
    }

    /** Everything as new. */
    public void reset() {
        control.ok("DELETE", "/kite/faults");
        control.ok("DELETE", "/kite/ticker/faults");
        control.ok("POST", "/kite/ticker/disconnect");
        control.ok("POST", "/kite/flush");
        app(KEY, false);
        control.delete("/kite/accounts/" + USER);
        account(USER);
    }

    public void app(String apiKey, boolean consentRequired) {
        control.ok(
                "PUT",
                "/kite/apps/" + apiKey,
                new JsonObject()
                        .put("api_secret", SECRET)
                        .put("redirect_url", "http://127.0.0.1:1/callback")
                        .put("consent_required", consentRequired));
    }

    public void account(String userId) {
        control.ok(
                "PUT",
                "/kite/accounts/" + userId,
                new JsonObject().put("password", PASSWORD).put("totp_seed", SEED));
    }

    public JsonObject counters() {
        return control.ok("GET", "/kite/accounts/" + USER);
    }

    public void fault(String listener, JsonObject fault) {
        control.ok("PUT", "/kite/faults", new JsonObject().put(listener, JsonArray.of(fault)));
    }

    public String requestToken(String userId, String apiKey) {
        return control.ok(
                        "POST",
                        "/kite/request-tokens",
                        new JsonObject().put("user_id", userId).put("api_key", apiKey))
                .getString("request_token");
    }

    public HttpResponse<String> exchange(String apiKey, String requestToken) {
        return rest.form(
                "/session/token",
                Map.of(
                        "api_key", apiKey,
                        "request_token", requestToken,
                        "checksum", sha256(apiKey + requestToken + SECRET)));
    }

    public String accessToken() {
        return accessToken(USER, KEY);
    }

    public String accessToken(String userId, String apiKey) {
        return Caller.json(exchange(apiKey, requestToken(userId, apiKey)))
                .getJsonObject("data")
                .getString("access_token");
    }

    public HttpResponse<String> call(String path, String accessToken) {
        return rest.get(path, "Authorization", "token " + KEY + ":" + accessToken, "X-Kite-Version", "3");
    }

    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
