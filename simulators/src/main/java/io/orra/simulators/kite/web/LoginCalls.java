package io.orra.simulators.kite.web;

import io.orra.simulators.http.RandomText;
import io.orra.simulators.kite.KiteAccount;
import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.KiteEnvelope;
import io.orra.simulators.kite.KiteError;
import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The JSON endpoints behind the login page. */
final class LoginCalls {
    private final KiteBroker broker;
    private final LoginSessions sessions;

    LoginCalls(KiteBroker broker, LoginSessions sessions) {
        this.broker = broker;
        this.sessions = sessions;
    }

    void app(RoutingContext context) {
        ConnectSession visit = sessions.visitOf(context);
        KiteEnvelope.success(
                context,
                new JsonObject()
                        .put("api_key", visit.apiKey())
                        .put("name", "Simulated app " + visit.apiKey())
                        .put("type", "connect"));
    }

    void login(RoutingContext context) {
        if (broker.switches().captcha()) {
            throw KiteError.input("Invalid captcha.");
        }
        String userId = field(context, "user_id");
        String password = field(context, "password");
        KiteAccount account = broker.account(userId).orElseThrow(() -> refused("Invalid username or password."));
        refuseBlocked(account);
        if (!account.tryPassword(password)) {
            endIfBlocked(account);
            throw refused("Invalid account credentials. " + account.passwordAttemptsLeft() + " attempts remain");
        }
        KiteEnvelope.success(
                context,
                new JsonObject()
                        .put("user_id", userId)
                        .put("request_id", sessions.passwordPassed(userId))
                        .put("twofa_type", account.twofaType())
                        .put("twofa_types", twofaTypes(account))
                        .put("twofa_status", "active")
                        .put(
                                "profile",
                                new JsonObject()
                                        .put("user_name", account.userName())
                                        .put(
                                                "user_shortname",
                                                account.userName().split(" ")[0])
                                        .put("avatar_url", null)));
    }

    void twofa(RoutingContext context) {
        String userId = field(context, "user_id");
        String requestId = field(context, "request_id");
        String value = field(context, "twofa_value");
        KiteAccount account = broker.account(userId).orElseThrow(() -> refused("Invalid username or password."));
        refuseBlocked(account);
        if (!sessions.passedPassword(userId, requestId)) {
            throw KiteError.input("Invalid `request_id`.");
        }
        checkType(account, context.request().getFormAttribute("twofa_type"));
        long now = broker.clock().millis() / 1000;
        if (!account.trySecondFactor(value, now, broker.switches().totpReuseRefused())) {
            endIfBlocked(account);
            String kind = account.twofaType().equals("totp") ? "TOTP" : "App Code";
            throw new KiteError(
                    403,
                    "TwoFAException",
                    "Invalid " + kind + ". " + account.twofaAttemptsLeft() + " attempt(s) remain.");
        }
        cookie(context, LoginSessions.COOKIE, sessions.loggedIn(userId, requestId), true);
        cookie(context, "enctoken", RandomText.alphanumeric(88), false);
        cookie(context, "public_token", RandomText.alphanumeric(32), false);
        cookie(context, "user_id", userId, false);
        KiteEnvelope.success(context, new JsonObject().put("profile", new JsonObject()));
    }

    /** A TOTP account refuses another kind outright; an app-code account takes everything for a wrong code. */
    private void checkType(KiteAccount account, String type) {
        boolean other = type != null && !type.isEmpty() && !type.equals(account.twofaType());
        if (other && account.twofaType().equals("totp") && broker.switches().strictTwofaType()) {
            throw KiteError.input("Invalid `twofa_type`.");
        }
    }

    private void refuseBlocked(KiteAccount account) {
        if (account.blocked()) {
            throw refused("Your account is blocked. Reset your password to unblock it.");
        }
    }

    private void endIfBlocked(KiteAccount account) {
        if (account.blocked()) {
            sessions.endAllOf(account.userId());
            broker.endEverythingOf(account.userId());
        }
    }

    private KiteError refused(String message) {
        return new KiteError(403, broker.switches().loginErrorType(), message);
    }

    private static JsonArray twofaTypes(KiteAccount account) {
        return account.twofaType().equals("totp") ? JsonArray.of("totp", "app_code") : JsonArray.of("app_code", "sms");
    }

    private static String field(RoutingContext context, String name) {
        String value = context.request().getFormAttribute(name);
        if (value == null || value.isEmpty()) {
            throw KiteError.missing(name);
        }
        return value;
    }

    static void cookie(RoutingContext context, String name, String value, boolean httpOnly) {
        context.response().addCookie(Cookie.cookie(name, value).setPath("/").setHttpOnly(httpOnly));
    }
}
