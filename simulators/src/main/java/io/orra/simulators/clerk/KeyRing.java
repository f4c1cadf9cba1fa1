package io.orra.simulators.clerk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The keys that the key set shows, newest first. */
public final class KeyRing {
    private final List<SigningKey> shown = new ArrayList<>();
    private SigningKey previous;

    KeyRing(SigningKey current) {
        shown.add(current);
    }

    SigningKey current() {
        return shown.get(0);
    }

    /** The key before the last rotation, shown or not; the current one where there was none. */
    SigningKey previous() {
        return previous == null ? current() : previous;
    }

    void rotate(SigningKey next, boolean keepOld) {
        previous = current();
        if (!keepOld) {
            shown.clear();
        }
        shown.add(0, next);
    }

    JsonObject keySet() {
        JsonArray keys = new JsonArray();
        shown.forEach(key -> keys.add(key.jwk()));
        return new JsonObject().put("keys", keys);
    }
}
