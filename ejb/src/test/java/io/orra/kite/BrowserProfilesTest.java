package io.orra.kite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserProfilesTest {
    @TempDir
    Path folder;

    @Test
    void removesWhatADeadProcessLeftAndKeepsWhatTheLivingUse() throws Exception {
        Process owner = new ProcessBuilder("true").start();
        owner.waitFor();
        Path orphan = Files.createDirectories(folder.resolve("orra-browser-" + owner.pid() + "-123/profile/Default"))
                .getParent()
                .getParent();
        BrowserProfiles profiles = new BrowserProfiles(folder);
        Path own = profiles.create();
        Path stranger = Files.createDirectory(folder.resolve("orra-browser-strange-1"));

        profiles.clearLeftovers();

        assertThat(orphan).doesNotExist();
        assertThat(own).exists();
        assertThat(stranger).exists();
    }

    @Test
    void endsAProcessThatStillLivesInADeadOnesFolder() throws Exception {
        Process owner = new ProcessBuilder("true").start();
        owner.waitFor();
        Path orphan = Files.createDirectory(folder.resolve("orra-browser-" + owner.pid() + "-77"));
        Process browser = new ProcessBuilder(
                        "tail",
                        "-f",
                        "--pid=" + ProcessHandle.current().pid(),
                        Files.createFile(orphan.resolve("log")).toString())
                .start();

        new BrowserProfiles(folder).clearLeftovers();

        assertThat(browser.waitFor()).isNotZero();
        assertThat(orphan).doesNotExist();
    }
}
