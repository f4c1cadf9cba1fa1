package io.orra.kite;

import java.net.URI;
import java.util.Map;

/** Address of the broker's login page for one app. */
final class LoginPage {
    private static final String PATH = "/connect/login";

    private LoginPage() {}

    /** @param configured with or without the page's path, for example {@code https://kite.zerodha.com} */
    static URI complete(URI configured) {
        String path = configured.getPath();
        return path == null || path.isEmpty() || path.equals("/") ? configured.resolve(PATH) : configured;
    }

    static URI of(URI page, String apiKey) {
        return URI.create(page + "?v=3&" + FormEncoding.of(Map.of("api_key", apiKey)));
    }
}
