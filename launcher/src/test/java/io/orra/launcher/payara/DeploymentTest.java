package io.orra.launcher.payara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {
    @TempDir
    Path folder;

    @Test
    void isCurrentOnlyWhileTheContentIsTheOneDeployed() throws IOException {
        Path archive = Files.writeString(folder.resolve("orra.ear"), "abc");
        Deployment deployment = new Deployment(archive, folder.resolve("stamp"));
        assertThat(deployment.current()).isFalse();

        Files.writeString(folder.resolve("stamp"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(deployment.current()).isTrue();

        Files.writeString(archive, "abd");
        assertThat(deployment.current()).isFalse();

        Files.writeString(archive, "abc");
        deployment.forget();
        assertThat(deployment.current())
                .as("after a start that was to replace it")
                .isFalse();
    }

    @Test
    void aMissingArchiveIsSaidPlainly() {
        assertThatThrownBy(() -> new Deployment(folder.resolve("orra.ear"), folder.resolve("stamp")).checkBuilt())
                .hasMessageEndingWith("orra.ear is missing");
    }
}
