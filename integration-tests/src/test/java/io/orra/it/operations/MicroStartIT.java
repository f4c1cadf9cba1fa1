package io.orra.it.operations;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.process.Ports;
import io.orra.launcher.settings.PortSetting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small node's start command as a plain process, for one agent, beside the server that runs. */
class MicroStartIT {

    private static final Path BUILT = Program.HOME.resolve("micro/target");

    private final Orra orra = Orra.running();
    private final int port = Ports.findFree(2);

    @TempDir
    private Path folder;

    @Test
    void it_answers_as_the_agent_that_it_runs_in_the_servers_grid_and_ends_in_order() throws Exception {
        TestTenant tenant = TestTenant.loggedIn(orra, false);
        try (StartCommand node =
                StartCommand.run("payara-micro/serve.sh", environment(), List.of(), folder.resolve("output"))) {
            node.until(() -> orra.api().metric(port, "instances") == 2);

            Answer health = orra.api().getOnPort(port, "/health");
            assertThat(health.json().getString("name")).isEqualTo("ticker-agent");
            assertThat(orra.api().getOnPort(port, "/ready").status()).isEqualTo(200);
            assertThat(orra.processes().listenersOf(node.process()))
                    .isNotEmpty()
                    .allMatch(listener -> listener.loopback());

            node.endInOrder();
        }
        eventually().until(() -> tenant.brokerSockets().size() == 1);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(orra.settled().applicationEnvironment());
        environment.put("PAYARA_MICRO", BUILT.resolve("server/payara-micro.jar").toString());
        environment.put("ORRA_WAR", BUILT.resolve("orra-micro.war").toString());
        environment.put("ORRA_ADAPTER", BUILT.resolve("artemis-rar.rar").toString());
        environment.put("JDBC_DRIVER", BUILT.resolve("server/postgresql.jar").toString());
        environment.put("NODE_FOLDER", folder.resolve("node").toString());
        environment.put("NODE_PORT", Integer.toString(port));
        environment.put("TICKER_AGENT_PORT", Integer.toString(port));
        environment.put("DATA_GRID_PORT", Integer.toString(port + 1));
        environment.put("DATA_GRID_MEMBERS", "127.0.0.1:" + orra.settled().port(PortSetting.DATA_GRID_PORT));
        environment.put("ORRA_ROLES", "ticker");
        environment.put("PAYARA_JVM_OPTIONS", "-Xmx768m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        return environment;
    }
}
