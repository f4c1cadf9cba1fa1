package io.orra.simulators.kite.ticker;

import io.orra.simulators.http.Input;

/** Which connections are meant; what is not given meets all. */
public record Target(long connectionId, String apiKey, String userId) {
    public static Target read(Input input) {
        return new Target(
                input.integer("connection_id", 0L, 0, Long.MAX_VALUE),
                input.text("api_key", null),
                input.text("user_id", null));
    }

    boolean meets(long id, String key, String user) {
        return (connectionId == 0 || connectionId == id)
                && (apiKey == null || apiKey.equals(key))
                && (userId == null || userId.equals(user));
    }
}
