package io.orra.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What Prometheus and Grafana are told to look at is there to be looked at. */
class WatchersFilesTest {

    private static final Path PROMETHEUS = Program.HOME.resolve("server-config/prometheus");
    private static final Path DASHBOARD = Program.HOME.resolve("server-config/grafana/dashboards/orra.json");
    private static final Pattern METRIC =
            Pattern.compile("\\b(orra_[a-z_]+|jvm_[a-z_]+|process_[a-z_]+|up)\\b(?=[{\\[) ]|$)");
    private static final List<String> SERVED = List.of(
            "up",
            "jvm_memory_used_bytes",
            "jvm_memory_max_bytes",
            "process_cpu_usage",
            "orra_dependency_up",
            "orra_agent_healthy",
            "orra_agent_work",
            "orra_rows",
            "orra_http_requests_seconds_count",
            "orra_http_requests_seconds_sum",
            "orra_http_requests_seconds_bucket");

    @Test
    void prometheusTakesTheRulesAndTheyFireWhenTheyShould() {
        Program.needs("promtool");
        Program rules = Program.run(
                "promtool",
                "check",
                "rules",
                PROMETHEUS.resolve("orra-alerts.yml").toString());
        Program fired = Program.run(
                "promtool",
                "test",
                "rules",
                PROMETHEUS.resolve("orra-alerts-test.yml").toString());

        assertThat(rules.exitCode()).as(rules.output()).isZero();
        assertThat(fired.exitCode()).as(fired.output()).isZero();
    }

    @Test
    void everyAlertAndPanelAsksForANumberThatIsServed() throws IOException {
        TreeSet<String> asked = new TreeSet<>();
        Stream.concat(alerts().stream().map(alert -> alert.get("expr").toString()), expressions().stream())
                .forEach(
                        expression -> METRIC.matcher(expression).results().forEach(match -> asked.add(match.group(1))));

        assertThat(asked).hasSizeGreaterThan(8).isSubsetOf(SERVED);
    }

    @Test
    void everyAlertNamesASectionOfTheRunbook() throws IOException {
        List<String> sections = Files.readAllLines(Program.HOME.resolve("docs/runbook.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();

        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            String runbook =
                    ((Map<?, ?>) alert.get("annotations")).get("runbook").toString();
            assertThat(runbook).startsWith("docs/runbook.md#");
            assertThat(sections).contains(runbook.substring(runbook.indexOf('#') + 1));
        });
    }

    @Test
    void panelsDoNotLieOnOneAnother() throws IOException {
        List<String> places = new ArrayList<>();
        for (JsonValue panel : dashboard().getJsonArray("panels")) {
            JsonObject place = panel.asJsonObject().getJsonObject("gridPos");
            assertThat(place.getInt("x") + place.getInt("w")).isLessThanOrEqualTo(24);
            places.add(place.getInt("x") + "," + place.getInt("y"));
        }

        assertThat(places).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    private static List<Map<String, Object>> alerts() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(Files.readString(PROMETHEUS.resolve("orra-alerts.yml")));
        return file.get("groups").get(0).get("rules");
    }

    private static List<String> expressions() throws IOException {
        return dashboard().getJsonArray("panels").stream()
                .flatMap(panel -> panel.asJsonObject().getJsonArray("targets").stream())
                .map(target -> target.asJsonObject().getString("expr"))
                .toList();
    }

    private static JsonObject dashboard() throws IOException {
        try (var reader = Json.createReader(Files.newBufferedReader(DASHBOARD))) {
            return reader.readObject();
        }
    }
}
