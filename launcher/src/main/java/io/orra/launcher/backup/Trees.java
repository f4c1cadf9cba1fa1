package io.orra.launcher.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Folders full of files that only their owner may read. */
final class Trees {
    private static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private Trees() {}

    /**
     * Copies what is there. A file that goes away meanwhile is left out: a running database removes files.
     *
     * @param wanted of a path relative to {@code from}; a folder that is not wanted is left out with all it holds
     */
    static void copy(Path from, Path to, Predicate<Path> wanted) {
        try (Stream<Path> entries = Files.list(from)) {
            Files.createDirectory(to, PRIVATE_FOLDER);
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Path relative = entry.getFileName();
                if (!wanted.test(relative)) {
                    continue;
                }
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    copy(entry, to.resolve(relative), child -> wanted.test(relative.resolve(child)));
                } else {
                    copyFile(entry, to.resolve(relative));
                }
            }
        } catch (NoSuchFileException gone) {
            // a folder that was removed just now
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyFile(Path from, Path to) throws IOException {
        try (InputStream source = Files.newInputStream(from)) {
            Files.createFile(to, PRIVATE_FILE);
            try (OutputStream target = Files.newOutputStream(to)) {
                source.transferTo(target);
            }
        } catch (NoSuchFileException gone) {
            // removed just now
        }
    }

    /** SHA-256 in hex of each file, by its path relative to the folder. */
    static Map<String, String> digests(Path folder) {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                digests.put(folder.relativize(file).toString(), digest(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digests;
    }

    private static String digest(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
