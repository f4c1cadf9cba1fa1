package io.orra.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.launcher.process.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the shell script, by its own functions. */
class ScriptTest {
    private static final Path FUNCTIONS = Home.find().path().resolve("launcher/shell/build.sh");

    @TempDir
    Path folder;

    @Test
    void aMissingStampIsStale() throws IOException {
        Files.writeString(folder.resolve("Source.java"), "");

        assertThat(stale()).isTrue();
    }

    @Test
    void aStampOlderThanASourceIsStaleAndANewerOneIsNot() throws IOException {
        Path source = Files.writeString(folder.resolve("Source.java"), "");
        Path stamp = Files.writeString(folder.resolve("stamp"), "");
        Instant moment = Instant.parse("2026-01-01T00:00:00Z");
        Files.setLastModifiedTime(source, FileTime.from(moment));
        Files.setLastModifiedTime(stamp, FileTime.from(moment.plusSeconds(1)));
        assertThat(stale()).isFalse();

        Files.setLastModifiedTime(source, FileTime.from(moment.plusSeconds(2)));
        assertThat(stale()).isTrue();
    }

    @Test
    void whatTheBuildMakesDoesNotCountAsASource() throws IOException {
        Path stamp = Files.writeString(folder.resolve("stamp"), "");
        Path built = Files.writeString(
                Files.createDirectory(folder.resolve("target")).resolve("a.jar"), "");
        Instant moment = Instant.parse("2026-01-01T00:00:00Z");
        Files.setLastModifiedTime(stamp, FileTime.from(moment));
        Files.setLastModifiedTime(built, FileTime.from(moment.plusSeconds(1)));

        assertThat(stale()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_392, 8", "11.0.21, 11", "17.0.15, 17", "25, 25"})
    void readsTheFeatureNumberOfAJdk(String version, String feature) throws IOException {
        Path java = fakeJava(version);

        assertThat(bash("java_major " + java).output().strip()).isEqualTo(feature);
    }

    @Test
    void anOldJdkEndsTheScriptBeforeAnythingElse() throws IOException {
        fakeJava("11.0.21");

        Tools.Outcome outcome = Tools.run(
                List.of(Home.find().path().resolve("orra").toString(), "up"), Map.of("JAVA_HOME", folder.toString()));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).startsWith("FAILED: the JDK is 11, and Orra needs 17 or newer");
    }

    private boolean stale() {
        return bash("stale " + folder.resolve("stamp") + " " + folder).succeeded();
    }

    private Path fakeJava(String version) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path java = Files.writeString(
                bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2020-01-01' >&2\n");
        return Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Tools.Outcome bash(String function) {
        return Tools.run(List.of("bash", "-c", ". " + FUNCTIONS + "; " + function), Map.of());
    }
}
