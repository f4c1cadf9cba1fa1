package io.orra.it.faults;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Http;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.settings.Secret;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Marked secrets go through successes and failures, and then everything that was written or answered is searched. */
class SecretsIT {

    private static final String WRONG_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private final Orra orra = Orra.running();

    @Test
    void no_log_answer_or_health_holds_a_secret() throws IOException {
        TestTenant good = TestTenant.linked(orra);
        TestTenant bad = TestTenant.provisioned(orra);
        bad.openBrokerAccount();
        bad.link(WRONG_SEED, true);
        String requestToken = good.requestToken();
        eventually().until(() -> orra.redis().get("kite:access_token:" + good.id()) != null);
        eventually().until(() -> bad.brokerAccount().getInt("bad_twofa") == 1);
        String accessToken = orra.redis().get("kite:access_token:" + good.id());
        String clerkToken = good.token();
        orra.api().as(clerkToken + "damaged").get("/api/v1/account/kite-credentials/status");
        good.api()
                .post(
                        "/api/v1/account/kite/check-connection",
                        Json.createObjectBuilder()
                                .add("request_token", requestToken + "damaged")
                                .build());
        for (PortSetting port : List.of(
                PortSetting.AUTH_AGENT_PORT, PortSetting.TICKER_AGENT_PORT, PortSetting.NOTIFICATION_AGENT_PORT)) {
            orra.api().getOnPort(orra.settled().port(port), "/health");
        }
        orra.api().get("/health/ready");

        List<String> secrets = new ArrayList<>(List.of(
                good.apiSecret,
                good.password,
                good.totpSeed,
                bad.apiSecret,
                bad.password,
                WRONG_SEED,
                accessToken,
                requestToken,
                clerkToken.substring(clerkToken.lastIndexOf('.') + 1)));
        for (Secret secret : Secret.values()) {
            secrets.add(orra.settled().get(secret));
        }

        assertThat(found(secrets, logs())).isEmpty();
        assertThat(found(secrets, String.join("\n", Http.seen()))).isEmpty();
    }

    @Test
    void the_search_would_find_one() {
        assertThat(found(List.of("planted"), "a line with a planted secret")).containsExactly("planted");
    }

    private static List<String> found(List<String> secrets, String text) {
        return secrets.stream().filter(text::contains).toList();
    }

    /** All that the parts of the stack have written, the server's own log included. */
    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(orra.state())) {
            for (Path file : files.filter(SecretsIT::isLog).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(all.toString()).contains("is logged in at the broker", "login of tenant");
        return all.toString();
    }

    private static boolean isLog(Path file) {
        return Files.isRegularFile(file) && file.getFileName().toString().matches(".*\\.log.*");
    }
}
