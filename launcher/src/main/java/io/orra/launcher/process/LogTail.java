package io.orra.launcher.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads the end of a log file and then what is added to it; a file that became shorter is read from its start. */
public final class LogTail {
    private static final int MOST = 4 * 1024 * 1024;

    private final String prefix;
    private final Path file;
    private long position;

    /**
     * @param prefix put before each line
     */
    public LogTail(String prefix, Path file) {
        this.prefix = prefix;
        this.file = file;
    }

    /** The last lines, as far as they are in the last four megabytes. */
    public void last(int count, Consumer<String> reader) {
        position = Math.max(0, length() - MOST);
        List<String> lines = read();
        lines.stream().skip(Math.max(0, lines.size() - count)).forEach(line -> reader.accept(prefix + line));
    }

    /** What was added since the last call, whole lines only. */
    public void added(Consumer<String> reader) {
        if (length() < position) {
            position = 0;
        }
        read().forEach(line -> reader.accept(prefix + line));
    }

    private long length() {
        return file.toFile().length();
    }

    private List<String> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(MOST, log.length() - position)];
            log.seek(position);
            log.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            position += text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
            return text.substring(0, end).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
