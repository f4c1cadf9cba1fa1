package io.orra.it.operations;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Http;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.process.Ports;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the running Orra with the alert rules, and is asked what each panel of the dashboard asks. */
class DashboardIT {

    private static final Path SERVER_CONFIG = Program.HOME.resolve("server-config");

    private static final String SUBSCRIPTIONS = "max by (state) (orra_rows{kind=\"subscription\"})";

    private final Orra orra = Orra.running();
    private final int port = Ports.findFree(1);
    private Process prometheus;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        Program.needs("prometheus");
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: orra
                    static_configs: [{targets: ["%s"]}]
                """.formatted(
                        SERVER_CONFIG.resolve("prometheus/orra-alerts.yml"),
                        URI.create(orra.api().base()).getAuthority()));
        prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    @AfterEach
    void stop() {
        prometheus.destroy();
        eventually().until(() -> !prometheus.isAlive());
    }

    @Test
    void every_panel_has_something_to_show_and_every_alert_can_be_evaluated() throws IOException {
        TestTenant tenant = TestTenant.linked(orra);
        eventually().until(() -> orra.redis().get("kite:access_token:" + tenant.id()) != null);

        // Nobody has a subscription here unless another test made one.
        assertThat(shown(SUBSCRIPTIONS)).isNotNull();
        for (String expression : without(SUBSCRIPTIONS)) {
            eventually()
                    .untilAsserted(() -> assertThat(shown(expression))
                            .as(expression + "\n" + Files.readString(folder.resolve("log")))
                            .isNotEmpty());
        }
        JsonObject rules = asked("/api/v1/rules");
        assertThat(rules.getJsonArray("groups")).isNotEmpty();
        assertThat(rules.getJsonArray("groups").getJsonObject(0).getJsonArray("rules"))
                .hasSizeGreaterThan(5)
                .allSatisfy(rule ->
                        assertThat(rule.asJsonObject().getString("health")).isEqualTo("ok"));
    }

    private List<JsonValue> shown(String expression) {
        return asked("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .getJsonArray("result");
    }

    private JsonObject asked(String path) {
        Answer answer = Http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonObject("data");
    }

    private static Set<String> without(String left) throws IOException {
        Set<String> expressions = new TreeSet<>(expressions());
        assertThat(expressions.remove(left)).isTrue();
        return expressions;
    }

    private static Set<String> expressions() throws IOException {
        try (var reader =
                Json.createReader(Files.newBufferedReader(SERVER_CONFIG.resolve("grafana/dashboards/orra.json")))) {
            return Set.copyOf(reader.readObject().getJsonArray("panels").stream()
                    .flatMap(panel -> targets(panel.asJsonObject()))
                    .toList());
        }
    }

    private static Stream<String> targets(JsonObject panel) {
        return panel.getJsonArray("targets").stream()
                .map(target -> target.asJsonObject().getString("expr"));
    }
}
