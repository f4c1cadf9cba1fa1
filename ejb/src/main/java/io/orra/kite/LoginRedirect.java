package io.orra.kite;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** Tells the broker's own pages from the app's registered address, and reads what the broker hands over there. */
final class LoginRedirect {
    private final URI loginPage;

    /** @param loginPage the configured entry page; its origin is where credentials may go, and nowhere else */
    LoginRedirect(URI loginPage) {
        this.loginPage = loginPage;
    }

    boolean leavesBroker(URI address) {
        return !Objects.equals(address.getScheme(), loginPage.getScheme())
                || !Objects.equals(address.getHost(), loginPage.getHost())
                || address.getPort() != loginPage.getPort();
    }

    /** What the redirect to the registered address brings. */
    static RequestToken tokenIn(URI callback) throws LoginFailedException {
        Map<String, String> parameters = FormEncoding.queryOf(callback);
        String token = parameters.getOrDefault("request_token", "");
        if (!token.isBlank()) {
            return new RequestToken(token);
        }
        if ("cancelled".equals(parameters.get("status"))) {
            throw LoginFailedException.after(
                    LoginFailureReason.CONSENT_REQUIRED, "the broker says that the app was not allowed");
        }
        throw LoginFailedException.after(
                LoginFailureReason.APP_MISCONFIGURED, "the broker left its pages without a request token");
    }
}
