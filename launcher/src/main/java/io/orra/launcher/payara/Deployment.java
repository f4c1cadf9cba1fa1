package io.orra.launcher.payara;

import io.orra.launcher.StackFailure;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The EAR in the domain, deployed again only when its content has changed.
 *
 * @param archive the built EAR
 * @param stamp the file that remembers what is deployed
 */
record Deployment(Path archive, Path stamp) {
    static final String APPLICATION = "orra";

    boolean current() {
        return Files.exists(stamp) && read(stamp).equals(contentHash());
    }

    /** From now on nobody can rely on what is deployed, until the next deployment has come to its end. */
    void forget() {
        try {
            Files.deleteIfExists(stamp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deploys over the running server.
     *
     * @param log the server's log from before this, to find the reason of a failure
     */
    void deploy(PayaraInstallation server, PayaraDomain domain, int adminPort, ServerLog log) {
        String hash = contentHash();
        forget();
        List<String> command = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", Integer.toString(adminPort)));
        command.addAll(domain.administrator());
        command.addAll(List.of("deploy", "--force=true", "--enabled=true", "--upload=false", "--name", APPLICATION));
        command.addAll(archive.toString().endsWith(".war") ? List.of("--contextroot", "/") : List.of());
        command.add(archive.toString());
        Tools.Outcome outcome = server.asadmin(command);
        if (!outcome.succeeded()) {
            String reason = log.reason().orElseGet(() -> lastLine(outcome.output()));
            throw new StackFailure(
                    "the application does not start: " + reason, "The server's log has the whole: " + log.file());
        }
        StateFolder.writePrivately(stamp, hash);
    }

    void checkBuilt() {
        if (!Files.isRegularFile(archive)) {
            throw new StackFailure(archive + " is missing", "Build it: mvn -DskipTests package");
        }
    }

    private String contentHash() {
        try (InputStream file = Files.newInputStream(archive)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(file, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lastLine(String output) {
        return output.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("Command "))
                .reduce((first, second) -> second)
                .orElse("asadmin gave no reason");
    }
}
