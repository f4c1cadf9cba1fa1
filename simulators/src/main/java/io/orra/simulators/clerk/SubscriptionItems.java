package io.orra.simulators.clerk;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The items of Clerk Billing's subscriptions, in the Backend API's form; given fields replace the defaults. */
public final class SubscriptionItems {
    private static final long MONTH_MILLIS = 30L * 86_400_000;

    private final Clock clock;
    private final Map<String, JsonObject> known = new LinkedHashMap<>();
    private boolean enabled = true;

    SubscriptionItems(Clock clock) {
        this.clock = clock;
    }

    /** Whether the instance has Billing at all. */
    public void enable(boolean billing) {
        enabled = billing;
    }

    public JsonObject put(String id, JsonObject fields) {
        JsonObject item = full(id).mergeIn(fields, true).put("id", id).put("object", "commerce_subscription_item");
        known.put(id, item);
        return item;
    }

    public boolean remove(String id) {
        return known.remove(id) != null;
    }

    boolean enabled() {
        return enabled;
    }

    /** The newest first. */
    List<JsonObject> all(boolean withFree) {
        List<JsonObject> all = new ArrayList<>(known.values());
        all.removeIf(item ->
                !withFree && item.getJsonObject("plan", new JsonObject()).getBoolean("is_default", false));
        Collections.reverse(all);
        return all;
    }

    private JsonObject full(String id) {
        long now = clock.millis();
        return new JsonObject()
                .put("instance_id", "ins_simulated")
                .put("status", "active")
                .put("plan_id", "cplan_pro")
                .put(
                        "plan",
                        new JsonObject()
                                .put("object", "commerce_plan")
                                .put("id", "cplan_pro")
                                .put("slug", "pro")
                                .put("name", "Pro")
                                .put("is_default", false)
                                .put("is_recurring", true)
                                .put("for_payer_type", "org"))
                .put("plan_period", "month")
                .put("payer_id", "cpayer_" + id)
                .put("payer", new JsonObject().put("object", "commerce_payer").put("id", "cpayer_" + id))
                .put("is_free_trial", false)
                .put("period_start", now)
                .put("period_end", now + MONTH_MILLIS)
                .putNull("canceled_at")
                .putNull("past_due_at")
                .putNull("ended_at")
                .put("created_at", now)
                .put("updated_at", now);
    }
}
