package io.orra.launcher.payara;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the server wrote since a moment, read for the one line that says why the application did not start. */
record ServerLog(Path file, long from) {
    private static final Pattern RECORD = Pattern.compile(
            "^\\[[^\\]]*\\] \\[Payara[^\\]]*\\] \\[SEVERE\\] \\[[^\\]]*\\] \\[([^\\]]*)\\].*?\\[\\[\\s*(.*?)\\]\\]\\s*$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CAUSE =
            Pattern.compile("^(?:Caused by: |[\\w.$]+(?:Exception|Error): )(?:[\\w.$]+: )*(.+)$", Pattern.MULTILINE);
    private static final Pattern LOADING_FAILED =
            Pattern.compile("Exception while (loading|deploying|invoking|preparing|starting)|Deployment failed"
                    + "|Shutting down server due to startup exception");
    private static final String BOOTS = "Running Payara Version";
    /** Written after the last listener was opened or refused and the applications that were deployed already are loaded. */
    private static final String BOOTED = "JMXStartupService has";

    private static final long MOST = 8L * 1024 * 1024;

    /** Starts reading at the present end. */
    static ServerLog fromNow(Path file) {
        try {
            return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The application's own line, else the deepest cause, else the first severe line. */
    Optional<String> reason() {
        List<MatchResult> severe = RECORD.matcher(text()).results().toList();
        return severe.stream()
                .filter(entry -> entry.group(1).startsWith("io.orra"))
                .map(entry -> firstLine(entry.group(2)))
                .findFirst()
                .or(() -> severe.stream()
                        .flatMap(entry -> CAUSE.matcher(entry.group(2)).results())
                        .reduce((first, second) -> second)
                        .map(cause -> cause.group(1).strip()))
                .or(() ->
                        severe.stream().map(entry -> firstLine(entry.group(2))).findFirst());
    }

    /** Whether the newest start is over, and with it the loading of what was deployed before. */
    static boolean tellsOfBoot(Path file) {
        try {
            String text = new ServerLog(file, Files.exists(file) ? Math.max(0, Files.size(file) - MOST) : 0).text();
            return text.indexOf(BOOTED, Math.max(0, text.lastIndexOf(BOOTS))) >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean tellsOfFailure() {
        return LOADING_FAILED.matcher(text()).find();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }

    private String text() {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            // A rotated log is shorter than it was.
            long start = log.length() < from ? 0 : from;
            byte[] bytes = new byte[(int) Math.min(MOST, log.length() - start)];
            log.seek(start);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
