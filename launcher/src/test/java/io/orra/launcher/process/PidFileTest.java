package io.orra.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    private static final ProcessIdentity SELF =
            ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();

    @TempDir
    Path folder;

    @Test
    void findsTheProcessThatItRemembers() {
        PidFile file = new PidFile(folder.resolve("run/a.pid"));
        file.write(SELF);

        assertThat(file.running()).contains(SELF);
    }

    @Test
    void aStrangerWithAReusedPidIsNotTheProcess() {
        PidFile file = new PidFile(folder.resolve("a.pid"));
        file.write(new ProcessIdentity(SELF.pid(), "earlier"));

        assertThat(file.running()).isEmpty();
    }

    @Test
    void aStrangerWithAReusedPidIsNeitherStoppedNorKilled() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            PidFile file = new PidFile(folder.resolve("a.pid"));
            ManagedProcess managed = new ManagedProcess(file.path(), folder.resolve("a.log"));
            file.write(new ProcessIdentity(stranger.pid(), "earlier"));
            managed.stop("TERM", java.time.Duration.ofSeconds(5));
            file.write(new ProcessIdentity(stranger.pid(), "earlier"));
            managed.kill();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void anEmptyOrTornFilePointsToNobody() throws IOException {
        PidFile file = new PidFile(folder.resolve("a.pid"));
        assertThat(file.running()).isEmpty();
        for (String content : List.of("", "12", "abc\ndef\n")) {
            Files.writeString(file.path(), content);
            assertThat(file.running()).isEmpty();
        }
    }

    @Test
    void aProcessThatDoesNotEndWhenAskedIsEndedWithItsChildren() throws IOException {
        ManagedProcess stubborn = new ManagedProcess(folder.resolve("a.pid"), folder.resolve("a.log"));
        ProcessIdentity identity = stubborn.start(new Launch(
                List.of("/bin/sh", "-c", "trap '' TERM; sleep 60 & echo $! > child; wait; sleep 60"),
                Map.of(),
                folder));
        Path child = folder.resolve("child");
        assertThat(Waiting.until(
                        java.time.Duration.ofSeconds(10), () -> child.toFile().length() > 0))
                .isTrue();

        boolean orderly = stubborn.stop("TERM", java.time.Duration.ofMillis(200));

        assertThat(orderly).isFalse();
        assertThat(identity.alive()).isFalse();
        assertThat(ProcessIdentity.of(Long.parseLong(Files.readString(child).strip())))
                .isEmpty();
        assertThat(stubborn.running()).isFalse();
    }
}
