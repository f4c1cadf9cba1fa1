package io.orra.it.operations;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Http;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.settings.PortSetting;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What watches Orra sees. */
class WatchingIT {

    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Orra orra = Orra.running();

    @Test
    void every_flow_has_its_numbers_and_none_of_them_names_a_tenant() {
        TestTenant tenant = TestTenant.linked(orra);
        tenant.api().get("/api/v1/account/kite-credentials/status");
        orra.api().get("/api/v1/account/kite-credentials/status");
        eventually().until(() -> orra.redis().get("kite:access_token:" + tenant.id()) != null);
        // Rows are counted from time to time, not at each question.
        eventually().until(() -> metrics().contains("orra_rows{kind=\"tenant\",state=\"active\"}"));
        String metrics = metrics();

        assertThat(metrics)
                .endsWith("# EOF\n")
                .contains("route=\"/api/v1/account/kite-credentials/status\",status=\"200\"")
                .contains("route=\"/api/v1/account/kite-credentials/status\",status=\"401\"")
                .contains("route=\"/api/v1/webhooks/clerk\",status=\"200\"")
                .contains("orra_http_requests_seconds_bucket{")
                .contains("jvm_memory_used_bytes{");
        assertThat(value(metrics, "orra_agent_work{agent=\"auth-agent\",what=\"logins\"}"))
                .isPositive();
        assertThat(value(metrics, "orra_agent_work{agent=\"ticker-agent\",what=\"ticks_published\"}"))
                .isPositive();
        assertThat(value(metrics, "orra_rows{kind=\"tenant\",state=\"active\"}"))
                .isPositive();
        for (String dependency : List.of("database", "redis", "artemis")) {
            assertThat(value(metrics, "orra_dependency_up{dependency=\"" + dependency + "\"}"))
                    .isEqualTo(1);
        }
        assertThat(UUIDS.matcher(metrics).find()).isFalse();
        assertThat(metrics).doesNotContain(tenant.organisation).doesNotContain(tenant.apiKey);
    }

    @Test
    void any_word_can_be_a_method_and_makes_no_series_of_its_own() {
        Http.send(request("/api/v1/nothing").method("BREW", HttpRequest.BodyPublishers.noBody()));
        eventually().until(() -> metrics().contains("method=\"other\",route=\"other\""));

        assertThat(metrics()).doesNotContain("BREW").doesNotContain("nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded"})
    void behind_a_proxy_the_numbers_are_not_there(String header) {
        assertThat(Http.send(request("/metrics").header(header, "203.0.113.9")).status())
                .isEqualTo(404);
    }

    @Test
    void an_agents_port_has_no_numbers() {
        Answer answer = Http.send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + orra.settled().port(PortSetting.AUTH_AGENT_PORT) + "/metrics")));

        assertThat(answer.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
    void health_tells_no_address(String path) {
        Answer answer = Http.send(request(path));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContainPattern("\\d+\\.\\d+\\.\\d+\\.\\d+|jdbc|redis:|tcp:|localhost|://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/profile/trading", "/health", "/health/ready", "/nothing", "/openapi", "/docs"})
    void every_answer_tells_a_browser_what_it_is_not(String path) {
        Answer answer = Http.send(request(path));

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=63072000");
        assertThat(answer.header("Content-Security-Policy"))
                .contains(path.equals("/docs") ? "default-src 'self'" : "default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Powered-By")).isEmpty();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(orra.api().base() + path));
    }

    private String metrics() {
        Answer answer = Http.send(request("/metrics"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/openmetrics-text");
        return answer.body();
    }

    private static double value(String metrics, String series) {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(metrics);
        assertThat(line.find()).as(series).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
