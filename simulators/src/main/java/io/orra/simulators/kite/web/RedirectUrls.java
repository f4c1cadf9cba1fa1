package io.orra.simulators.kite.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where the broker sends the browser at the end. The order of the parameters differs from login to login. */
final class RedirectUrls {
    private int turn;

    String success(String redirectUrl, String requestToken, String redirectParams) {
        List<String> parameters = new ArrayList<>(
                List.of("action=login", "type=login", "status=success", "request_token=" + requestToken));
        Collections.rotate(parameters, turn++);
        return with(redirectUrl, parameters, redirectParams);
    }

    String cancelled(String redirectUrl, String redirectParams) {
        return with(redirectUrl, new ArrayList<>(List.of("status=cancelled")), redirectParams);
    }

    private static String with(String url, List<String> parameters, String redirectParams) {
        if (redirectParams != null && !redirectParams.isEmpty()) {
            parameters.add(redirectParams);
        }
        return url + (url.contains("?") ? "&" : "?") + String.join("&", parameters);
    }
}
