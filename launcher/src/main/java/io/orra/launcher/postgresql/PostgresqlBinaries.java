package io.orra.launcher.postgresql;

import io.orra.launcher.StackFailure;
import io.orra.launcher.process.Unpacking;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once from the jar that carries them. */
record PostgresqlBinaries(Path folder) {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    static PostgresqlBinaries unpacked(Path runtime) {
        Path folder = Unpacking.once(runtime.resolve("postgresql-15"), PostgresqlBinaries::unpack);
        return new PostgresqlBinaries(folder);
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static void unpack(Path folder) {
        try (InputStream archive = PostgresqlBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new StackFailure(
                        "there is no embedded PostgreSQL for this machine",
                        "It is for Linux on x86_64; elsewhere set DATABASE_URL and MARKET_DATABASE_URL.");
            }
            Process tar = new ProcessBuilder("tar", "-x", "-C", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream input = tar.getOutputStream()) {
                new XZInputStream(archive).transferTo(input);
            }
            if (tar.waitFor() != 0 || !Files.isExecutable(folder.resolve("bin/postgres"))) {
                throw new StackFailure("PostgreSQL cannot be unpacked to " + folder, "Is the disk full?");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while unpacking", e);
        }
    }
}
