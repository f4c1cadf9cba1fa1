package io.orra.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of the repository: where the built EAR, the server's archive and the .env file are.
 *
 * @param path the folder that holds the script ./orra
 */
public record Home(Path path) {
    /** Named by the system property {@code orra.home}, else the nearest folder above that is the repository. */
    public static Home find() {
        String named = System.getProperty("orra.home");
        if (named != null) {
            return new Home(Path.of(named).toAbsolutePath());
        }
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("orra")) && Files.isDirectory(folder.resolve("ear")))
                .findFirst()
                .map(Home::new)
                .orElseThrow(
                        () -> new StackFailure(here + " is not in Orra's folder", "Go there, or set -Dorra.home."));
    }

    public Path dotEnv() {
        return path.resolve(".env");
    }

    /** The state folder that {@code ORRA_STATE_DIR} names, or .orra. */
    public StateFolder state(Map<String, String> settings) {
        return new StateFolder(path.resolve(settings.getOrDefault("ORRA_STATE_DIR", ".orra")));
    }

    /** What is unpacked once and shared by all state folders: server and database programs. */
    public Path runtime(Map<String, String> settings) {
        return path.resolve(settings.getOrDefault("ORRA_RUNTIME_DIR", ".orra/runtime"));
    }

    public Path ear(Map<String, String> settings) {
        return path.resolve(settings.getOrDefault("ORRA_EAR", "ear/target/orra.ear"));
    }

    /** The server's archive, as the launcher's build fetched it. */
    public Path payaraArchive() {
        Path folder = path.resolve("launcher/target/payara");
        return archiveIn(folder)
                .orElseThrow(() -> new StackFailure(
                        "Payara Server's archive is not in " + folder, "Build it: mvn -DskipTests package"));
    }

    private static Optional<Path> archiveIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".zip")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
