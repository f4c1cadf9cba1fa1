package io.orra.simulators.kite.rest;

import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.KiteError;
import io.orra.simulators.kite.KiteSession;
import io.vertx.ext.web.RoutingContext;

/** Reads {@code Authorization: token api_key:access_token}. */
final class Authorization {
    private static final String SCHEME = "token ";

    private final KiteBroker broker;

    Authorization(KiteBroker broker) {
        this.broker = broker;
    }

    /** @throws KiteError the literal 403 unless the session lives */
    KiteSession session(RoutingContext context) {
        String[] pair = pair(context);
        return broker.session(pair[0], pair[1]).orElseThrow(KiteError::badCredentials);
    }

    /** A session whose app's plan has market data; without it the broker speaks of insufficient permission. */
    KiteSession marketData(RoutingContext context) {
        KiteSession session = session(context);
        if (!broker.appOrError(session.apiKey()).marketData()) {
            throw new KiteError(403, "PermissionException", "Insufficient permission for that call.");
        }
        return session;
    }

    /** The key that a call counts for, whether its session lives or not. */
    static String apiKey(RoutingContext context) {
        String key = pair(context)[0];
        return key.isEmpty() ? String.valueOf(context.request().getFormAttribute("api_key")) : key;
    }

    private static String[] pair(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.startsWith(SCHEME)) {
            return new String[] {"", ""};
        }
        String[] pair = header.substring(SCHEME.length()).split(":", 2);
        return pair.length == 2 ? pair : new String[] {pair[0], ""};
    }
}
