package io.orra.simulators.stripe;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The subscriptions that Stripe has, in its form; given fields replace the defaults. */
public final class StripeSubscriptions {
    private static final long MONTH_SECONDS = 30L * 86_400;

    private final Clock clock;
    private final Map<String, JsonObject> known = new LinkedHashMap<>();

    StripeSubscriptions(Clock clock) {
        this.clock = clock;
    }

    public JsonObject put(String id, JsonObject fields) {
        JsonObject subscription = full(id).mergeIn(fields).put("id", id).put("object", "subscription");
        known.put(id, subscription);
        return subscription;
    }

    public boolean remove(String id) {
        return known.remove(id) != null;
    }

    /** The newest first. */
    List<JsonObject> all() {
        List<JsonObject> all = new ArrayList<>(known.values());
        Collections.reverse(all);
        return all;
    }

    /** Since 2025-03-31 the period stands in the items. */
    private JsonObject full(String id) {
        long now = clock.millis() / 1000;
        JsonObject item = new JsonObject()
                .put("id", "si_" + id)
                .put("object", "subscription_item")
                .put("current_period_start", now)
                .put("current_period_end", now + MONTH_SECONDS)
                .put("quantity", 1);
        return new JsonObject()
                .put("created", now)
                .put("status", "active")
                .put("customer", "cus_" + id)
                .put("cancel_at_period_end", false)
                .put("livemode", false)
                .put("metadata", new JsonObject())
                .put("items", new JsonObject().put("object", "list").put("data", JsonArray.of(item)));
    }
}
