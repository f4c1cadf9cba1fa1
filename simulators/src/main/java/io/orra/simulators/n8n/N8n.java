package io.orra.simulators.n8n;

import io.orra.simulators.http.Input;
import io.orra.simulators.http.Loopback;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The sink: settings per webhook path, and the newest 10,000 requests. */
public final class N8n {
    public static final int MOST = 10_000;

    private static final class Webhook {
        private final WebhookSettings settings;
        private int left;

        private Webhook(WebhookSettings settings) {
            this.settings = settings;
            this.left = settings.times() == 0 ? Integer.MAX_VALUE : settings.times();
        }
    }

    private final Vertx vertx;
    private final Clock clock;
    private final Map<String, Webhook> webhooks = new HashMap<>();
    private final Deque<Received> received = new ArrayDeque<>();
    private final ToldKeys told = new ToldKeys();

    public N8n(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    public Future<HttpServer> listen(int port) {
        return Loopback.listen(vertx, "n8n", port, WebhookCalls.router(vertx, this));
    }

    public JsonObject set(String path, Input input) {
        WebhookSettings settings = WebhookSettings.read(input);
        webhooks.put(path, new Webhook(settings));
        return settings.toJson();
    }

    public boolean reset(String path) {
        return webhooks.remove(path) != null;
    }

    /** @param path null for all; oldest first */
    public JsonArray received(String path) {
        JsonArray array = new JsonArray();
        received.stream()
                .filter(one -> path == null || path.equals(one.path()))
                .forEach(one -> array.add(one.toJson()));
        return array;
    }

    /**
     * How many calls came, and how many messages went out: a call whose idempotency key was told before tells nobody.
     *
     * @param path null for all
     */
    public JsonObject deliveries(String path) {
        Map<Effect, Integer> counted = new EnumMap<>(Effect.class);
        received.stream()
                .filter(one -> path == null || path.equals(one.path()))
                .forEach(one -> counted.merge(one.effect(), 1, Integer::sum));
        JsonObject answer = new JsonObject()
                .put(
                        "calls",
                        counted.values().stream().mapToInt(Integer::intValue).sum());
        for (Effect effect : Effect.values()) {
            answer.put(effect.word(), counted.getOrDefault(effect, 0));
        }
        return answer;
    }

    /** @return how many were forgotten */
    public int forget(String path) {
        int before = received.size();
        received.removeIf(one -> path == null || path.equals(one.path()));
        return before - received.size();
    }

    /**
     * The settings for this call; a status and delay that were to last so many calls end afterwards.
     *
     * @param tenant whose message the call brings; null when it brings none
     */
    WebhookSettings settingsFor(String path, String tenant) {
        Webhook webhook = webhooks.get(path);
        if (webhook == null) {
            return WebhookSettings.DEFAULT;
        }
        if (webhook.left == 0 || !webhook.settings.concerns(tenant)) {
            return webhook.settings.faultless();
        }
        webhook.left--;
        return webhook.settings;
    }

    void record(Received one) {
        received.addLast(one);
        if (received.size() > MOST) {
            received.removeFirst();
        }
    }

    ToldKeys told() {
        return told;
    }

    Clock clock() {
        return clock;
    }
}
