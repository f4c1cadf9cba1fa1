package io.orra.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Http;
import io.orra.it.frame.Orra;
import io.orra.launcher.process.Ports;
import io.orra.launcher.settings.Setting;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server that the launcher did not make, beside its own and on the same databases, Redis and broker: it serves the API
 * alone, so that timers and consumers stay where the other tests expect them.
 */
final class SecondServer {

    static final String METRICS_TOKEN = "metrics-token-of-this-test";

    private static final List<String> SECRETS = List.of(
            "MASTER_ENCRYPTION_KEY",
            "DATABASE_PASSWORD",
            "DATABASE_AGENT_PASSWORD",
            "DATABASE_OWNER_PASSWORD",
            "MARKET_DATABASE_PASSWORD",
            "REDIS_URL",
            "ARTEMIS_PASSWORD",
            "CLERK_WEBHOOK_SECRET");

    private final Orra orra;
    private final int port = Ports.findFree(1);
    private final Map<String, String> settings;

    SecondServer(Orra orra) {
        this.orra = orra;
        settings = new TreeMap<>(orra.settled().applicationEnvironment());
        for (String other : List.of(
                "AUTH_AGENT_PORT", "TICKER_AGENT_PORT", "NOTIFICATION_AGENT_PORT", "ADMIN_PORT", "DATA_GRID_PORT")) {
            settings.put(other, Integer.toString(Ports.findFree(1)));
        }
        settings.put("API_PORT", Integer.toString(port));
        settings.put("ORRA_ROLES", "api");
        settings.put("METRICS_TOKEN", METRICS_TOKEN);
    }

    /** Of the server's own: ports, role, and what the first has. */
    Map<String, String> settings() {
        return settings;
    }

    List<String> secrets() {
        return SECRETS;
    }

    /** The distribution that the launcher unpacked for itself. */
    Path distribution() {
        return Path.of(orra.settled().get(Setting.ORRA_RUNTIME_DIR), "payara-server", "payara6");
    }

    String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** 0 while nobody answers. */
    int status(String path, String token) {
        try {
            return get(path, token).status();
        } catch (AssertionError notYet) {
            return 0;
        }
    }

    Answer get(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address(path)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return Http.send(request);
    }

    void assertNoSecretIn(String text) {
        for (String secret : SECRETS) {
            assertThat(text).as(secret).doesNotContain(orra.settled().get(secret));
        }
    }
}
