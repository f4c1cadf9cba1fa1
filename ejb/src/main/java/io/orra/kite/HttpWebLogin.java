package io.orra.kite;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/**
 * The exchange behind the broker's login page, without the page: entry, app session, password, code, finish. The broker
 * doesn't document it; whatever answers in another way ends the attempt with a reason.
 */
public final class HttpWebLogin implements WebLogin {
    private static final int MAX_HOPS = 5;

    private final BrokerHttp http;
    private final URI page;
    private final LoginRedirect redirect;
    private final Totp totp;
    private final Duration perRequest;
    private final Duration whole;

    /**
     * @param client shared, without cookie jar and without following redirects: both would mix tenants or send the
     *     request token away
     * @param loginPage entry page, for example {@code https://kite.zerodha.com/connect/login}; credentials go to its
     *     origin only
     * @param perRequest limit for one request
     * @param whole limit for the attempt, the wait for a fresh TOTP window included
     */
    public HttpWebLogin(HttpClient client, URI loginPage, Totp totp, Duration perRequest, Duration whole) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER
                || client.cookieHandler().isPresent()) {
            throw new IllegalArgumentException("the login needs a client without cookies and without redirects");
        }
        this.http = new BrokerHttp(client);
        this.page = LoginPage.complete(loginPage);
        this.redirect = new LoginRedirect(page);
        this.totp = totp;
        this.perRequest = perRequest;
        this.whole = whole;
    }

    @Override
    public RequestToken obtain(BrokerLogin login) throws LoginFailedException {
        login.requireComplete();
        LoginConversation talk = new LoginConversation(http, page, perRequest, whole);
        String session = open(talk, login.apiKey());
        JsonObject accepted = sendPassword(talk, login);
        sendCode(talk, login, accepted);
        return finish(talk, session, login.apiKey());
    }

    /** Steps 1 and 2: the entry page names the session, and the page's script asks about the app. */
    private String open(LoginConversation talk, String apiKey) throws LoginFailedException {
        URI address = LoginPage.of(page, apiKey);
        BrokerAnswer answer = talk.get(address);
        String session = "";
        for (int hop = 0; hop < MAX_HOPS && isRedirect(answer); hop++) {
            address = target(talk, address, answer);
            if (redirect.leavesBroker(address)) {
                throw talk.failure(LoginFailureReason.APP_MISCONFIGURED, "the entry page leads away from the broker");
            }
            session = FormEncoding.queryOf(address).getOrDefault("sess_id", session);
            answer = talk.get(address);
        }
        if (!answer.ok()) {
            throw refused(talk, LoginRefusal.ENTRY, answer);
        }
        if (session.isEmpty()) {
            throw talk.failure(LoginFailureReason.BROKER_UNAVAILABLE, "the entry page opened no session");
        }
        dataOf(talk, LoginRefusal.ENTRY, talk.get(inSession("/api/connect/session", session, apiKey)));
        return session;
    }

    private JsonObject sendPassword(LoginConversation talk, BrokerLogin login) throws LoginFailedException {
        Map<String, String> form = Map.of("user_id", login.userId(), "password", login.password());
        JsonObject data = dataOf(talk, LoginRefusal.PASSWORD, talk.submit("/api/login", form));
        talk.accepted();
        if (data.containsKey("captcha")) {
            throw talk.failure(LoginFailureReason.CAPTCHA, "the broker asks for a captcha");
        }
        if (KiteErrors.text(data, "request_id").isEmpty()) {
            throw talk.failure(LoginFailureReason.BROKER_UNAVAILABLE, "the password was answered in an unknown form");
        }
        if (!"totp".equals(KiteErrors.text(data, "twofa_type"))) {
            throw talk.failure(
                    LoginFailureReason.INVALID_TOTP, "the account does not take TOTP codes as its second factor");
        }
        return data;
    }

    private void sendCode(LoginConversation talk, BrokerLogin login, JsonObject accepted) throws LoginFailedException {
        Map<String, String> form = Map.of(
                "user_id", login.userId(),
                "request_id", KiteErrors.text(accepted, "request_id"),
                "twofa_value", nextCode(talk, login),
                "twofa_type", "totp",
                "skip_session", "true");
        BrokerAnswer answer = talk.submit("/api/twofa", form);
        boolean taken = answer.json()
                .filter(envelope -> "success".equals(KiteErrors.text(envelope, "status")))
                .isPresent();
        if (!answer.ok() || !taken) {
            throw refused(talk, LoginRefusal.TWO_FACTOR, answer);
        }
        talk.accepted();
    }

    private String nextCode(LoginConversation talk, BrokerLogin login) throws LoginFailedException {
        try {
            return totp.next(login.userId(), login.totpSeed());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw talk.failure(LoginFailureReason.TIMEOUT, "the login was stopped");
        }
    }

    /** Step 5: the redirect to the registered address is read and not followed. */
    private RequestToken finish(LoginConversation talk, String session, String apiKey) throws LoginFailedException {
        URI address = inSession("/connect/finish", session, apiKey);
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            BrokerAnswer answer = talk.get(address);
            if (!isRedirect(answer)) {
                if (answer.ok()) {
                    throw talk.failure(
                            LoginFailureReason.CONSENT_REQUIRED, "the broker shows a page before it lets the app in");
                }
                throw refused(talk, LoginRefusal.FINISH, answer);
            }
            address = target(talk, address, answer);
            if (redirect.leavesBroker(address)) {
                return LoginRedirect.tokenIn(address);
            }
        }
        throw talk.failure(LoginFailureReason.BROKER_UNAVAILABLE, "the broker redirects in a circle");
    }

    private URI inSession(String path, String session, String apiKey) {
        return page.resolve(path + "?" + FormEncoding.of(Map.of("sess_id", session, "api_key", apiKey)));
    }

    private static boolean isRedirect(BrokerAnswer answer) {
        return answer.status() >= 300
                && answer.status() < 400
                && answer.headers().firstValue("Location").isPresent();
    }

    private static URI target(LoginConversation talk, URI from, BrokerAnswer answer) throws LoginFailedException {
        try {
            return from.resolve(answer.headers().firstValue("Location").orElseThrow());
        } catch (IllegalArgumentException notAnAddress) {
            throw talk.failure(LoginFailureReason.BROKER_UNAVAILABLE, "the broker redirects to no address");
        }
    }

    private static JsonObject dataOf(LoginConversation talk, LoginRefusal step, BrokerAnswer answer)
            throws LoginFailedException {
        JsonObject envelope = answer.json().orElse(null);
        if (answer.ok() && envelope != null && envelope.get("data") instanceof JsonObject data) {
            return data;
        }
        throw refused(talk, step, answer);
    }

    private static LoginFailedException refused(LoginConversation talk, LoginRefusal step, BrokerAnswer answer) {
        JsonObject envelope = answer.json().orElse(null);
        if (envelope == null) {
            // A gateway's page, not the broker's verdict.
            return talk.failure(
                    LoginFailureReason.BROKER_UNAVAILABLE,
                    "no answer in the broker's form (HTTP " + answer.status() + ")");
        }
        String words = KiteErrors.text(envelope, "error_type") + " " + KiteErrors.text(envelope, "message");
        return talk.failure(step.reason(answer.status(), words), "refused (HTTP " + answer.status() + ")");
    }
}
