package io.orra.launcher.payara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrayBrowsersTest {
    @TempDir
    private Path place;

    @Test
    void endsBrowsersOfThisServersFolderAndNothingElse() throws Exception {
        Path ours = Files.createDirectory(place.resolve("ours"));
        Path others = Files.createDirectory(place.resolve("others"));
        Process stray = start("chromium", ours);
        Process ofAnotherServer = start("chromium", others);
        Process somebodysOwn = start("shell", ours);
        try {
            assertThat(new StrayBrowsers(ours).end()).isEqualTo(1);

            assertThat(stray.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ofAnotherServer.isAlive()).isTrue();
            assertThat(somebodysOwn.isAlive()).isTrue();
            assertThat(new StrayBrowsers(ours).end()).isZero();
        } finally {
            stray.destroyForcibly();
            ofAnotherServer.destroyForcibly();
            somebodysOwn.destroyForcibly();
        }
    }

    private Process start(String name, Path folder) throws IOException {
        Path program = place.resolve(name);
        if (Files.notExists(program)) {
            Files.copy(Path.of("/bin/sleep").toRealPath(), program);
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        return new ProcessBuilder(program.toString(), "60")
                .directory(folder.toFile())
                .start();
    }
}
