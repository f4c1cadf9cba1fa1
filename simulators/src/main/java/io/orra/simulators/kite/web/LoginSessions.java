package io.orra.simulators.kite.web;

import io.orra.simulators.http.RandomText;
import io.orra.simulators.kite.KiteAccount;
import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.KiteError;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the web login remembers: visits by sess_id, good passwords by request_id, browsers by kf_session. */
final class LoginSessions {
    static final String COOKIE = "kf_session";
    private static final int MOST = 10_000;

    private final KiteBroker broker;
    private final Map<String, ConnectSession> visits = bounded();
    private final Map<String, String> passwordsPassed = bounded();
    private final Map<String, String> browsers = bounded();

    LoginSessions(KiteBroker broker) {
        this.broker = broker;
    }

    ConnectSession visit(String apiKey, String redirectParams, boolean skipSession) {
        ConnectSession visit = new ConnectSession(RandomText.alphanumeric(32), apiKey, redirectParams, skipSession);
        visits.put(visit.id(), visit);
        return visit;
    }

    ConnectSession visitOf(RoutingContext context) {
        String id = parameter(context, "sess_id");
        ConnectSession visit = id == null ? null : visits.get(id);
        if (visit == null || !visit.apiKey().equals(parameter(context, "api_key"))) {
            throw KiteError.input("Invalid `sess_id`.");
        }
        return visit;
    }

    /** @return the request_id that the second step must present */
    String passwordPassed(String userId) {
        String requestId = RandomText.alphanumeric(64);
        passwordsPassed.put(requestId, userId);
        return requestId;
    }

    boolean passedPassword(String userId, String requestId) {
        return userId.equals(passwordsPassed.get(requestId));
    }

    /** @return the browser's new kf_session */
    String loggedIn(String userId, String requestId) {
        passwordsPassed.remove(requestId);
        String browser = RandomText.alphanumeric(32);
        browsers.put(browser, userId);
        return browser;
    }

    /** The account that the browser is logged in to, unless it has been blocked since. */
    Optional<KiteAccount> accountOf(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        return Optional.ofNullable(cookie == null ? null : browsers.get(cookie.getValue()))
                .flatMap(broker::account)
                .filter(account -> !account.blocked());
    }

    void endAllOf(String userId) {
        browsers.values().removeIf(userId::equals);
        passwordsPassed.values().removeIf(userId::equals);
    }

    private static String parameter(RoutingContext context, String name) {
        String query = context.request().getParam(name);
        return query == null ? context.request().getFormAttribute(name) : query;
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
