package io.orra.launcher;

import io.orra.launcher.process.Unpacking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

    /** What belongs to one server of several: the first has the folder itself. */
    public StateFolder ofInstance(int number) {
        return number == 1 ? this : new StateFolder(instancesFolder().resolve(Integer.toString(number)));
    }

    /** The numbers of the servers that are part of the stack, in order. */
    public List<Integer> instances() {
        return IntStream.concat(IntStream.of(1), otherInstances()).boxed().toList();
    }

    /** Makes the stack one of so many servers. Those that are too many must have ended. */
    public void keepInstances(int count) {
        for (int number = 2; number <= count; number++) {
            ofInstance(number);
        }
        otherInstances()
                .filter(number -> number > count)
                .forEach(number -> Unpacking.delete(ofInstance(number).path()));
    }

    private IntStream otherInstances() {
        String[] names = instancesFolder().toFile().list();
        return Arrays.stream(names == null ? new String[0] : names)
                .filter(name -> name.matches("[2-9]"))
                .mapToInt(Integer::parseInt)
                .sorted();
    }

    private Path instancesFolder() {
        return path.resolve("instances");
    }

    public Path secrets() {
        return path.resolve("secrets.env");
    }

    public Path ports() {
        return path.resolve("ports.env");
    }

    /** The master keys that seal nothing any more; older backups need them. */
    public Path retiredKeys() {
        return path.resolve("retired-keys.env");
    }

    public Path backups() {
        return path.resolve("backups");
    }

    /** Stands while a restore puts data in its place: until it is through, nothing may start on half of it. */
    public Path restoreUnfinished() {
        return path.resolve("restore.unfinished");
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
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.UTF_8.encode(content));
                // On the disk before it takes the old one's place: nobody can make a lost key again.
                channel.force(true);
            }
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
