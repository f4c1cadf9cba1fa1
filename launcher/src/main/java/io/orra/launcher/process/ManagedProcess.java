package io.orra.launcher.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One process that outlives the launcher, known again by its pid file, writing to its log file. */
public final class ManagedProcess {
    private static final long LOG_KEPT_BYTES = 20L * 1024 * 1024;
    private static final Duration KILLED_WITHIN = Duration.ofSeconds(20);

    private static final Object GATE = new Object();
    private static boolean closed;

    private final PidFile pidFile;
    private final Path log;

    public ManagedProcess(Path pidFile, Path log) {
        this.pidFile = new PidFile(pidFile);
        this.log = log;
    }

    /**
     * From now on this JVM starts no process any more: what is being ended must not be overtaken by a start that is
     * still going on in another thread. When this returns, every process that was started is known by its pid file.
     */
    public static void closeGate() {
        synchronized (GATE) {
            closed = true;
        }
    }

    /** Whether this JVM is stopping the stack; what fails meanwhile fails because of that. */
    public static boolean gateClosed() {
        synchronized (GATE) {
            return closed;
        }
    }

    public Path log() {
        return log;
    }

    public boolean running() {
        return identity().isPresent();
    }

    public Optional<ProcessIdentity> identity() {
        return pidFile.running();
    }

    /** Starts it in a session of its own, so that Ctrl-C at the terminal does not reach it. */
    public ProcessIdentity start(Launch launch) {
        try {
            Files.createDirectories(log.getParent());
            Files.createDirectories(launch.folder());
            setOldLogAside();
            List<String> command = new ArrayList<>();
            Tools.path("setsid").ifPresent(setsid -> command.add(setsid.toString()));
            command.addAll(launch.command());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(launch.folder().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(launch.environment());
            return start(builder, launch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessIdentity start(ProcessBuilder builder, Launch launch) throws IOException {
        synchronized (GATE) {
            if (closed) {
                throw new IllegalStateException("the stack is being stopped");
            }
            Process process = builder.start();
            ProcessIdentity identity = ProcessIdentity.of(process.pid())
                    .orElseThrow(() -> new IOException(launch + " ended at once, see " + log));
            pidFile.write(identity);
            return identity;
        }
    }

    /**
     * Asks it to end, and ends it when it does not within the grace time.
     *
     * @param signal TERM, INT or QUIT: what the program takes for an orderly end
     * @return whether it ended by itself, or was not running
     */
    public boolean stop(String signal, Duration grace) {
        Optional<ProcessIdentity> process = identity();
        if (process.isEmpty()) {
            pidFile.delete();
            return true;
        }
        Set<ProcessIdentity> family = new LinkedHashSet<>(family(process.get()));
        Tools.signal(process.get().pid(), signal);
        boolean orderly = Waiting.until(grace, () -> {
            family.addAll(family(process.get()));
            return !process.get().alive();
        });
        // What it had started and left behind, as a browser in the midst of a login, goes with it.
        end(family);
        pidFile.delete();
        return orderly;
    }

    /** Ends it and what it started at once, as a crash would. */
    public void kill() {
        identity().ifPresent(process -> end(family(process)));
        pidFile.delete();
    }

    private static void end(Collection<ProcessIdentity> family) {
        family.forEach(member -> {
            if (member.alive()) {
                ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
        });
        if (!Waiting.until(KILLED_WITHIN, () -> family.stream().noneMatch(ProcessIdentity::alive))) {
            throw new IllegalStateException(
                    "process " + family.iterator().next().pid() + " does not end, even killed");
        }
    }

    private static List<ProcessIdentity> family(ProcessIdentity head) {
        Stream<Long> children = ProcessHandle.of(head.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        return Stream.concat(Stream.of(head), children.flatMap(pid -> ProcessIdentity.of(pid).stream()))
                .toList();
    }

    private void setOldLogAside() throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
