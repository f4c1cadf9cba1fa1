package io.orra.simulators.kite.web;

import io.orra.simulators.http.RandomText;
import io.orra.simulators.kite.KiteAccount;
import io.orra.simulators.kite.KiteApp;
import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.KiteError;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The pages and redirects under /connect. */
final class ConnectPages {
    private final KiteBroker broker;
    private final LoginSessions sessions;
    private final Page loginPage = Page.load("login.html");
    private final Page authorizePage = Page.load("authorize.html");
    private final RedirectUrls redirects = new RedirectUrls();

    ConnectPages(KiteBroker broker, LoginSessions sessions) {
        this.broker = broker;
        this.sessions = sessions;
    }

    /** First without a sess_id: makes one and redirects. Then with it: the page, or on to the finish. */
    void login(RoutingContext context) {
        HttpServerRequest request = context.request();
        KiteApp app = broker.appOrError(request.getParam("api_key"));
        if (request.getParam("sess_id") == null) {
            boolean skip = "true".equals(request.getParam("skip_session"));
            ConnectSession visit = sessions.visit(app.apiKey(), request.getParam("redirect_params"), skip);
            if (request.getCookie(LoginSessions.COOKIE) == null) {
                LoginCalls.cookie(context, LoginSessions.COOKIE, RandomText.alphanumeric(32), true);
            }
            redirect(context, "/connect/login?" + query(visit) + (skip ? "&skip_session=true" : ""));
            return;
        }
        ConnectSession visit = sessions.visitOf(context);
        Optional<KiteAccount> loggedIn = sessions.accountOf(context);
        if (loggedIn.isPresent() && visit.skipSession()) {
            redirect(context, "/connect/finish?" + query(visit));
            return;
        }
        loginPage.send(
                context,
                "swap_delay_ms",
                String.valueOf(broker.switches().swapDelayMs()),
                "captcha",
                String.valueOf(broker.switches().captcha()),
                "continue_as",
                loggedIn.map(KiteAccount::userId).orElse(""));
    }

    void finish(RoutingContext context) {
        ConnectSession visit = sessions.visitOf(context);
        KiteApp app = broker.appOrError(visit.apiKey());
        Optional<KiteAccount> loggedIn = sessions.accountOf(context);
        if (loggedIn.isEmpty()) {
            redirect(context, "/connect/login?" + query(visit));
            return;
        }
        KiteAccount account = loggedIn.get();
        if (!account.enabledOn(app.apiKey())) {
            throw new KiteError(403, "ForbiddenError", "The user is not enabled on the app.");
        }
        if (app.consentRequired() && !account.consentedTo(app.apiKey())) {
            redirect(context, "/connect/authorize?" + query(visit));
            return;
        }
        String token = broker.requestTokens().issue(account.userId(), app.apiKey());
        redirect(context, redirects.success(app.redirectUrl(), token, visit.redirectParams()));
    }

    void askConsent(RoutingContext context) {
        ConnectSession visit = sessions.visitOf(context);
        if (sessions.accountOf(context).isEmpty()) {
            redirect(context, "/connect/login?" + query(visit));
            return;
        }
        authorizePage.send(context, "sess_id", visit.id(), "api_key", visit.apiKey());
    }

    void takeConsent(RoutingContext context) {
        ConnectSession visit = sessions.visitOf(context);
        KiteApp app = broker.appOrError(visit.apiKey());
        KiteAccount account =
                sessions.accountOf(context).orElseThrow(() -> KiteError.token("Invalid session credentials"));
        if ("authorize".equals(context.request().getFormAttribute("action"))) {
            account.consentTo(app.apiKey());
            redirect(context, "/connect/finish?" + query(visit));
        } else {
            redirect(context, redirects.cancelled(app.redirectUrl(), visit.redirectParams()));
        }
    }

    private static String query(ConnectSession visit) {
        return "sess_id=" + visit.id() + "&api_key="
                + java.net.URLEncoder.encode(visit.apiKey(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void redirect(RoutingContext context, String location) {
        context.response().setStatusCode(302).putHeader("Location", location).end();
    }
}
