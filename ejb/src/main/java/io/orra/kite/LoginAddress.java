package io.orra.kite;

import java.net.URI;
import java.util.Map;

/** The address at which a person logs in by hand. */
public final class LoginAddress {
    private final URI page;

    /** @param loginPage with or without the page's path */
    public LoginAddress(URI loginPage) {
        this.page = LoginPage.complete(loginPage);
    }

    /** @param state comes back with the redirect to the app's registered address, under the name {@code state} */
    public URI of(String apiKey, String state) {
        String echoed = FormEncoding.of(Map.of("state", state));
        return URI.create(LoginPage.of(page, apiKey) + "&" + FormEncoding.of(Map.of("redirect_params", echoed)));
    }
}
