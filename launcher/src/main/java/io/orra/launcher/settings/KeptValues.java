package io.orra.launcher.settings;

import io.orra.launcher.StateFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Values that one start makes and every later one finds again, in a file that only its owner may read. */
final class KeptValues {
    private final Path file;
    private final String title;
    private final Map<String, String> values;

    KeptValues(Path file, String title) {
        this.file = file;
        this.title = title;
        this.values = new LinkedHashMap<>(DotEnv.read(file));
    }

    String get(String name, Supplier<String> maker) {
        String kept = values.get(name);
        if (kept != null) {
            return kept;
        }
        String made = maker.get();
        put(name, made);
        return made;
    }

    void put(String name, String value) {
        values.put(name, value);
        String lines = values.entrySet().stream()
                .map(entry -> entry.getKey() + "='" + entry.getValue() + "'\n")
                .collect(Collectors.joining());
        StateFolder.writePrivately(file, "# " + title + "\n" + lines);
    }
}
