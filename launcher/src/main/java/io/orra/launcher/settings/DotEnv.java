package io.orra.launcher.settings;

import io.orra.launcher.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a .env file: {@code NAME=value} lines, an optional {@code export} before, {@code #} comments on a line
 * of their own or after a space, values bare, in single quotes (as they are) or in double quotes (with
 * {@code \n}, {@code \"}, {@code \\}). An empty value means that the setting is not set. Nothing is expanded.
 */
public final class DotEnv {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s+)#.*$");

    private DotEnv() {}

    /** What the file sets; empty when there is no such file. */
    public static Map<String, String> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return parse(Files.readAllLines(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param source named in a failure, which gives the line's number and never its content
     */
    static Map<String, String> parse(List<String> lines, String source) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new StackFailure(
                        source + " line " + (i + 1) + " is not NAME=value",
                        "Correct that line; .env.example shows the form.");
            }
            String value = value(matcher.group(2));
            if (!value.isEmpty()) {
                values.put(matcher.group(1), value);
            }
        }
        return values;
    }

    private static String value(String text) {
        Matcher single = SINGLE.matcher(text);
        if (single.matches()) {
            return single.group(1);
        }
        Matcher quoted = DOUBLE.matcher(text);
        if (quoted.matches()) {
            return quoted.group(1).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
        }
        return COMMENT.matcher(text).replaceFirst("").strip();
    }
}
