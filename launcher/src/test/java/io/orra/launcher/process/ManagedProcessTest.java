package io.orra.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {
    @TempDir
    Path folder;

    /** As a server does that is stopped while a browser of its logs in somewhere. */
    @Test
    void ending_it_ends_what_it_started_and_left_behind() throws IOException {
        Path childsPid = folder.resolve("child.pid");
        String script = "sleep 600 & echo $! > child.pid.new; mv child.pid.new child.pid; trap 'exit 0' TERM; wait";
        ManagedProcess process = new ManagedProcess(folder.resolve("pid"), folder.resolve("log"));
        process.start(new Launch(List.of("/bin/sh", "-c", script), Map.of(), folder));
        assertThat(Waiting.until(Duration.ofSeconds(20), () -> Files.exists(childsPid)))
                .isTrue();
        ProcessIdentity child = ProcessIdentity.of(
                        Long.parseLong(Files.readString(childsPid).strip()))
                .orElseThrow();

        boolean orderly = process.stop("TERM", Duration.ofSeconds(20));

        assertThat(orderly).isTrue();
        assertThat(process.running()).isFalse();
        assertThat(child.alive()).isFalse();
    }
}
