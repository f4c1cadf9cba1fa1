package io.orra.simulators.n8n;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Orra's workflow remembers in its data table: the idempotency keys that it told or tells now. A call with a key
 * that it knows tells nobody a second time.
 */
final class ToldKeys {
    private static final int MOST = 100_000;

    private record Key(String path, String key) {}

    /** By key, when its workflow ended or will end. */
    private final Map<Key, Instant> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Instant> eldest) {
            return size() > MOST;
        }
    };

    /**
     * A call that the workflow takes.
     *
     * @param key null when the call has none: such a call is always told
     * @param takes from the call to the end of the workflow
     */
    Effect take(String path, String key, Instant at, Duration takes) {
        if (key == null) {
            return Effect.TOLD;
        }
        Instant ends = known.putIfAbsent(new Key(path, key), at.plus(takes));
        if (ends == null) {
            return Effect.TOLD;
        }
        return at.isBefore(ends) ? Effect.UNDER_WAY : Effect.REPEATED;
    }
}
