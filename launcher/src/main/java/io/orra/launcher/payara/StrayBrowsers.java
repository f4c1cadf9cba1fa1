package io.orra.launcher.payara;

import io.orra.launcher.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Browsers whose server died in the midst of a login: nobody's children any more, so that ending the server's own does
 * not reach them. They are told by the folder they were started in, which is this server's alone, and by their name:
 * somebody's shell in that folder is left alone.
 */
final class StrayBrowsers {
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(5);
    private static final String NAME = "chrom";

    private final Path folder;

    /** @param folder the working folder of the server */
    StrayBrowsers(Path folder) {
        this.folder = folder;
    }

    /** Ends them at once; returns how many there were. */
    int end() {
        List<ProcessHandle> strays =
                ProcessHandle.allProcesses().filter(this::isOurs).toList();
        strays.forEach(ProcessHandle::destroyForcibly);
        Waiting.until(ENDED_WITHIN, () -> strays.stream().noneMatch(this::isOurs));
        return strays.size();
    }

    private boolean isOurs(ProcessHandle process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        return link(proc.resolve("cwd")).filter(this::isFolder).isPresent()
                && link(proc.resolve("exe"))
                        .filter(program -> program.getFileName().toString().contains(NAME))
                        .isPresent();
    }

    /** The kernel tells the folder without symbolic links. */
    private boolean isFolder(Path cwd) {
        try {
            return cwd.equals(folder.toRealPath());
        } catch (IOException neverStarted) {
            return false;
        }
    }

    private static Optional<Path> link(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (IOException goneOrNotOurs) {
            return Optional.empty();
        }
    }
}
