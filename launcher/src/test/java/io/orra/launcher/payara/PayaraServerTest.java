package io.orra.launcher.payara;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.launcher.Progress;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.Http;
import io.orra.launcher.process.Listeners;
import io.orra.launcher.process.PidFile;
import io.orra.launcher.process.ProcessIdentity;
import io.orra.launcher.process.Waiting;
import io.orra.launcher.settings.PortSetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server with a fresh domain. */
class PayaraServerTest {
    @TempDir
    Path folder;

    @Test
    void neverListensWiderThanLoopbackFromItsFirstBootOnAndEndsInOrder() throws Exception {
        Files.createFile(archive());
        Stack stack = stack();
        PayaraService payara = (PayaraService) stack.service(ServiceName.PAYARA);
        List<Integer> wider = new ArrayList<>();
        try {
            for (int boot = 1; boot <= 2; boot++) {
                payara.boot();
                ProcessIdentity server = server();
                assertThat(Waiting.until(Duration.ofSeconds(60), () -> ServerLog.tellsOfBoot(payara.log())))
                        .as("the server says that it started")
                        .isTrue();
                wider.addAll(Listeners.widerThanLoopback(server.pid()));
                assertThat(Listeners.onLoopback(server.pid()))
                        .containsExactlyInAnyOrderElementsOf(payara.ports().values());
                Http.Answer console = Http.get(
                                "http://127.0.0.1:" + payara.ports().get("ADMIN_PORT") + "/management/domain")
                        .orElseThrow();
                assertThat(console.status())
                        .as("administration without a password")
                        .isEqualTo(401);
                payara.stop();
                assertThat(server.alive()).isFalse();
                Files.delete(payara.log());
            }
        } finally {
            stack.down(Progress.silent());
        }
        assertThat(wider).isEmpty();
    }

    /** The old release would still be loading while the new one is unpacked into its folder. */
    @Test
    void doesNotLoadTheReleaseThatIsToBeReplaced() throws Exception {
        Stack stack = stack();
        PayaraService payara = (PayaraService) stack.service(ServiceName.PAYARA);
        try {
            release("first-release");
            payara.boot();
            payara.deploy();
            assertThat(page(payara)).contains("first-release");
            payara.stop();
            Files.delete(payara.log());

            release("second-release");
            payara.boot();
            payara.deploy();
            assertThat(Files.readString(payara.log()))
                    .as("loaded by the command alone")
                    .doesNotContain("deployment failed")
                    .containsOnlyOnce("Loading application [orra]");
            assertThat(page(payara)).contains("second-release");
            payara.stop();
            Files.delete(payara.log());

            payara.boot();
            assertThat(Waiting.until(
                            Duration.ofSeconds(60),
                            () -> ServerLog.tellsOfBoot(payara.log())
                                    && page(payara).contains("second-release")))
                    .as("enabled again")
                    .isTrue();
        } finally {
            stack.down(Progress.silent());
        }
    }

    private Stack stack() {
        Map<String, String> settings = new HashMap<>();
        for (PortSetting port : PortSetting.values()) {
            settings.put(port.name(), "0");
        }
        settings.put("ORRA_EAR", archive().toString());
        return Stack.open(folder.resolve("state"), settings);
    }

    private Path archive() {
        return folder.resolve("release.war");
    }

    private void release(String text) throws IOException {
        try (ZipOutputStream war = new ZipOutputStream(Files.newOutputStream(archive()))) {
            war.putNextEntry(new ZipEntry("release.html"));
            war.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String page(PayaraService payara) {
        return Http.get(payara.address() + "/release.html")
                .map(Http.Answer::body)
                .orElse("");
    }

    private ProcessIdentity server() {
        return new PidFile(new StateFolder(folder.resolve("state")).pidFile(ServiceName.PAYARA))
                .running()
                .orElseThrow();
    }
}
