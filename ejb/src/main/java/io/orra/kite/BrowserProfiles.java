package io.orra.kite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Folders that browsers live in, named by the process that made them. A process that was killed can't clear up; whoever
 * starts a browser next does it for it.
 */
final class BrowserProfiles {
    private static final String PREFIX = "orra-browser-";

    private final Path folder;

    BrowserProfiles(Path folder) {
        this.folder = folder;
    }

    static BrowserProfiles inTemporaryFolder() {
        return new BrowserProfiles(Path.of(System.getProperty("java.io.tmpdir")));
    }

    Path create() throws IOException {
        return Files.createTempDirectory(
                folder, PREFIX + ProcessHandle.current().pid() + "-");
    }

    /** Ends the browsers, and removes the folders, of processes that are no more. */
    void clearLeftovers() throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*-*")) {
            for (Path profile : found) {
                if (isOrphan(profile.getFileName().toString())) {
                    kill(usersOf(profile));
                    remove(profile);
                }
            }
        }
    }

    private static boolean isOrphan(String name) {
        String owner = name.substring(PREFIX.length(), name.lastIndexOf('-'));
        return owner.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(owner)).isEmpty();
    }

    /** All processes that name the folder in their arguments, and their children; its path is unique. */
    static List<ProcessHandle> usersOf(Path profile) {
        List<ProcessHandle> named = ProcessHandle.allProcesses()
                .filter(process -> mentions(process, profile.toString()))
                .toList();
        return Stream.concat(named.stream().flatMap(ProcessHandle::descendants), named.stream())
                .distinct()
                .toList();
    }

    private static boolean mentions(ProcessHandle process, String text) {
        return Stream.of(process.info().arguments().orElse(new String[0])).anyMatch(each -> each.contains(text));
    }

    static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process ->
                process.onExit().completeOnTimeout(process, 2, TimeUnit.SECONDS).join());
    }

    /** A process that dies may still write for a moment, so a folder that filled again is emptied again. */
    static void remove(Path profile) {
        for (int round = 0; round < 5 && Files.exists(profile); round++) {
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException | UncheckedIOException changedMeanwhile) {
                continue;
            }
        }
    }
}
