package io.orra.launcher.backup;

import io.orra.launcher.StackFailure;
import io.orra.launcher.StateFolder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a backup says of itself, in {@code backup.properties}.
 *
 * @param live whether the application ran meanwhile: then there is no journal, and the counts are those of one moment
 * @param rows counts by table
 * @param keys for each key that sealed rows need, what tells whether a key is the one
 * @param files SHA-256 by path
 */
record Manifest(
        Instant madeAt, boolean live, Map<String, Long> rows, Map<String, String> keys, Map<String, String> files) {
    static final String NAME = "backup.properties";
    private static final String FORMAT = "1";

    void write(Path folder) {
        Map<String, String> lines = new TreeMap<>();
        lines.put("format", FORMAT);
        lines.put("made-at", madeAt.toString());
        lines.put("live", Boolean.toString(live));
        rows.forEach((table, count) -> lines.put("rows." + table, Long.toString(count)));
        keys.forEach((id, check) -> lines.put("key." + id, check));
        files.forEach((path, digest) -> lines.put("file." + path, digest));
        StringBuilder text = new StringBuilder();
        lines.forEach((name, value) ->
                text.append(name.replace(" ", "\\ ")).append('=').append(value).append('\n'));
        StateFolder.writePrivately(folder.resolve(NAME), text.toString());
    }

    static Manifest read(Path folder) {
        if (!Files.isRegularFile(folder.resolve(NAME))) {
            throw new StackFailure(folder + " is not a whole backup", "Name a folder that ./orra backup made.");
        }
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(Files.readString(folder.resolve(NAME))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!FORMAT.equals(lines.getProperty("format"))) {
            throw new StackFailure(folder + " has a form that this Orra does not know", "Use the Orra that made it.");
        }
        Map<String, Long> rows = new TreeMap<>();
        group(lines, "rows.").forEach((table, count) -> rows.put(table, Long.valueOf(count)));
        return new Manifest(
                Instant.parse(lines.getProperty("made-at")),
                Boolean.parseBoolean(lines.getProperty("live")),
                rows,
                group(lines, "key."),
                group(lines, "file."));
    }

    private static Map<String, String> group(Properties lines, String prefix) {
        Map<String, String> group = new TreeMap<>();
        lines.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> group.put(name.substring(prefix.length()), lines.getProperty(name)));
        return group;
    }
}
