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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server with a fresh domain and no application. */
class PayaraServerTest {
    @TempDir
    Path folder;

    @Test
    void neverListensWiderThanLoopbackFromItsFirstBootOnAndEndsInOrder() throws Exception {
        Map<String, String> settings = new HashMap<>();
        for (PortSetting port : PortSetting.values()) {
            settings.put(port.name(), "0");
        }
        settings.put("ORRA_EAR", Files.createFile(folder.resolve("empty.ear")).toString());
        Stack stack = Stack.open(folder.resolve("state"), settings);
        PayaraService payara = (PayaraService) stack.service(ServiceName.PAYARA);
        List<Integer> wider = new ArrayList<>();
        try {
            for (int boot = 1; boot <= 2; boot++) {
                payara.boot();
                ProcessIdentity server = server();
                assertThat(Waiting.until(Duration.ofSeconds(60), () -> started(payara)))
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

    private static boolean started(PayaraService payara) {
        try {
            // Written after the last listener has been opened or refused.
            return Files.readString(payara.log()).contains("JMXStartupService has");
        } catch (java.io.IOException notYet) {
            return false;
        }
    }

    private ProcessIdentity server() {
        return new PidFile(new StateFolder(folder.resolve("state")).pidFile(ServiceName.PAYARA))
                .running()
                .orElseThrow();
    }
}
