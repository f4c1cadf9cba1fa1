package io.orra.launcher.payara;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** PostgreSQL's driver for the pools of a domain: the launcher's own, as both are of one version. */
public final class JdbcDriver {
    private JdbcDriver() {}

    /** The driver's archive on the launcher's class path. */
    public static Path archive() {
        try {
            return Path.of(org.postgresql.Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path names no file", e);
        }
    }

    /** Puts it into a domain's folder of libraries, unless it is there already; of an older release as well. */
    static void copyTo(Path libraries) {
        Path copy = libraries.resolve("postgresql.jar");
        try {
            if (Files.exists(copy) && Files.mismatch(copy, archive()) < 0) {
                return;
            }
            Files.createDirectories(libraries);
            Path fresh = libraries.resolve("postgresql.fresh");
            Files.copy(archive(), fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
