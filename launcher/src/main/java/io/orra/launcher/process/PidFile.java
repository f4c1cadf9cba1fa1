package io.orra.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** A file that remembers a process by {@link ProcessIdentity}; a stale one points to nobody. */
public record PidFile(Path path) {
    /** The remembered process, if it still runs and is not a stranger with a reused pid. */
    public Optional<ProcessIdentity> running() {
        return read().filter(ProcessIdentity::alive);
    }

    public void write(ProcessIdentity process) {
        try {
            Files.createDirectories(path.getParent());
            Path fresh = path.resolveSibling(path.getFileName() + ".new");
            Files.write(fresh, List.of(Long.toString(process.pid()), process.start()));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ProcessIdentity> read() {
        try {
            List<String> lines = Files.readAllLines(path);
            return Optional.of(new ProcessIdentity(Long.parseLong(lines.get(0)), lines.get(1)));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }
}
