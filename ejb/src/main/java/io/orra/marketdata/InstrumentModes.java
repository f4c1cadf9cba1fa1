package io.orra.marketdata;

import io.orra.kite.TickMode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A list of instruments as the database keeps it. */
public final class InstrumentModes {

    private InstrumentModes() {}

    static String json(Map<Long, TickMode> modes) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        modes.forEach((token, mode) -> json.add(token.toString(), mode.wireName()));
        return json.build().toString();
    }

    /** As {@link #json} wrote it. */
    public static Map<Long, TickMode> of(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            JsonObject object = reader.readObject();
            Map<Long, TickMode> modes = new TreeMap<>();
            object.keySet()
                    .forEach(token -> modes.put(
                            Long.valueOf(token),
                            TickMode.valueOf(object.getString(token).toUpperCase(Locale.ROOT))));
            return modes;
        }
    }
}
