package io.orra.simulators.kite.rest;

import io.orra.simulators.kite.KiteBroker;
import io.orra.simulators.kite.KiteError;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The documented limits per api_key: quote calls one a second, historical candles three, all others
 * together ten; off by default. */
final class RateLimits {
    private static final long SECOND_MS = 1000;

    private final KiteBroker broker;
    private final Map<String, Deque<Long>> calls = new HashMap<>();

    RateLimits(KiteBroker broker) {
        this.broker = broker;
    }

    void check(RoutingContext context) {
        if (broker.switches().rateLimits()) {
            String path = context.request().path();
            String key = Authorization.apiKey(context);
            if (path.startsWith("/quote")) {
                count(key + " quote", 1);
            } else if (path.startsWith("/instruments/historical/")) {
                count(key + " historical", 3);
            } else {
                count(key, 10);
            }
        }
        context.next();
    }

    private void count(String caller, int limit) {
        long now = broker.clock().millis();
        Deque<Long> recent = calls.computeIfAbsent(caller, key -> new ArrayDeque<>());
        while (!recent.isEmpty() && recent.peekFirst() <= now - SECOND_MS) {
            recent.removeFirst();
        }
        if (recent.size() >= limit) {
            throw new KiteError(429, "NetworkException", "Too many requests");
        }
        recent.addLast(now);
    }
}
