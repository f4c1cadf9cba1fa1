package io.orra.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds all that outlives a start: data, the domain, secrets, pid files, logs. */
public record StateFolder(Path path) {
    public StateFolder {
        path = path.toAbsolutePath().normalize();
        makePrivate(path);
    }

    public Path pidFile(ServiceName service) {
        return path.resolve("run").resolve(service.id() + ".pid");
    }

    public Path log(ServiceName service) {
        return path.resolve("logs").resolve(service.id() + ".log");
    }

    /** A part's own folder, made when missing. */
    public Path of(ServiceName service) {
        return made(path.resolve(service.id()));
    }

    public Path secrets() {
        return path.resolve("secrets.env");
    }

    public Path ports() {
        return path.resolve("ports.env");
    }

    public Path lock() {
        return path.resolve("lock");
    }

    /** Writes a file that only its owner may read. */
    public static void writePrivately(Path file, String content) {
        try {
            made(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, content);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Others may pass through, as PostgreSQL may run as another user, but see nothing. */
    private static void makePrivate(Path folder) {
        try {
            Files.setPosixFilePermissions(made(folder), PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
