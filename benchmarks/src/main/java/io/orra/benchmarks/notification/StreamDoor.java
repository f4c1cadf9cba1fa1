package io.orra.benchmarks.notification;

import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;

/** The Redis stream, as strategy workers write to it. */
final class StreamDoor implements Door {

    private static final String STREAM = "execution_results";

    private final Jedis redis;

    StreamDoor(Settings settings) {
        redis = new Jedis(URI.create(settings.get(Setting.REDIS_URL)));
    }

    @Override
    public void publish(Event event) {
        Map<String, String> fields = new HashMap<>();
        try (JsonReader json = Json.createReader(new StringReader(event.text()))) {
            json.readObject().forEach((name, value) -> fields.put(name, ((jakarta.json.JsonString) value).getString()));
        }
        redis.xadd(STREAM, StreamEntryID.NEW_ENTRY, fields);
    }

    @Override
    public void close() {
        redis.close();
    }
}
