package io.orra.it.health;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import io.orra.launcher.settings.PortSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthIT {

    private final Orra orra = Orra.running();

    @Test
    void the_api_answers_the_originals_health_and_microprofiles() {
        eventually().until(() -> orra.api().get("/health/ready").status() == 200);

        assertThat(orra.api().get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(orra.api().get("/health/live").json().getString("status")).isEqualTo("UP");
        assertThat(orra.api().get("/health/ready").body())
                .contains("\"database\"", "\"redis\"", "\"artemis\"")
                .doesNotContain("jdbc", "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_AGENT_PORT, auth-agent",
        "TICKER_AGENT_PORT, ticker-agent",
        "NOTIFICATION_AGENT_PORT, notification-agent"
    })
    void each_agent_answers_the_originals_health_and_ready_on_its_own_port(PortSetting setting, String name) {
        int port = orra.settled().port(setting);
        eventually().until(() -> orra.api().getOnPort(port, "/ready").body().equals("{\"ready\":true}"));

        Answer health = orra.api().getOnPort(port, "/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().keySet())
                .containsExactlyInAnyOrder(
                        "name", "healthy", "ready", "last_error", "last_success_at", "last_run_at", "metrics");
        assertThat(health.json().getString("name")).isEqualTo(name);
        assertThat(health.json().getBoolean("healthy")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"AUTH_AGENT_PORT", "TICKER_AGENT_PORT", "NOTIFICATION_AGENT_PORT"})
    void an_agents_port_answers_nothing_else(PortSetting setting) {
        int port = orra.settled().port(setting);

        assertThat(orra.api()
                        .getOnPort(port, "/api/v1/account/kite-credentials/status")
                        .status())
                .isEqualTo(404);
        assertThat(orra.api().getOnPort(port, "/").problem()).isEqualTo("http-404");
    }

    @Test
    void what_is_not_there_is_a_problem_and_never_the_servers_page() {
        assertThat(orra.api().get("/nowhere").problem()).isEqualTo("http-404");
        assertThat(orra.api().get("/api/v1/nowhere").problem()).isEqualTo("http-404");
        assertThat(orra.api()
                        .post("/api/v1/account/kite-credentials/status", "{}")
                        .problem())
                .isEqualTo("http-405");
    }
}
