package io.orra.simulators.clerk;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The organisations that the Backend API knows, in its full form; given fields replace the defaults. */
public final class Organizations {
    private final Clock clock;
    private final Map<String, JsonObject> known = new LinkedHashMap<>();

    Organizations(Clock clock) {
        this.clock = clock;
    }

    JsonObject put(String id, JsonObject fields) {
        JsonObject organization = full(id).mergeIn(fields).put("id", id).put("object", "organization");
        known.put(id, organization);
        return organization;
    }

    boolean remove(String id) {
        return known.remove(id) != null;
    }

    Optional<JsonObject> find(String idOrSlug) {
        return known.values().stream()
                .filter(one -> idOrSlug.equals(one.getString("id")) || idOrSlug.equals(one.getString("slug")))
                .findFirst();
    }

    private JsonObject full(String id) {
        long now = clock.millis();
        return new JsonObject()
                .put("name", id)
                .put("slug", id.replace('_', '-'))
                .put("image_url", "https://img.clerk.com/" + id)
                .put("has_image", false)
                .put("members_count", 1)
                .put("pending_invitations_count", 0)
                .put("max_allowed_memberships", 5)
                .put("admin_delete_enabled", true)
                .put("public_metadata", new JsonObject())
                .put("private_metadata", new JsonObject())
                .put("created_by", "user_simulated")
                .put("created_at", now)
                .put("updated_at", now)
                .put("last_active_at", now);
    }
}
