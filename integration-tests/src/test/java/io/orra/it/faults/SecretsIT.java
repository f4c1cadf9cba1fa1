package io.orra.it.faults;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Http;
import io.orra.it.frame.Orra;
import io.orra.it.frame.Spans;
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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Marked secrets go through successes and failures, and then everything that was written or answered is searched, all
 * that the tests before this one left included.
 */
@Order(SecretsIT.LAST)
class SecretsIT {

    static final int LAST = Integer.MAX_VALUE;
    private static final String WRONG_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private final Orra orra = Orra.running();

    @Test
    void no_log_answer_health_or_table_holds_a_secret() throws IOException {
        List<String> secrets = useSecretsWellAndBadly();
        secrets.add(WRONG_SEED);
        TestTenant.all().forEach(tenant -> secrets.addAll(List.of(tenant.apiSecret, tenant.password, tenant.totpSeed)));
        List<String> settings = new ArrayList<>();
        for (Secret secret : Secret.values()) {
            settings.addAll(List.of(orra.settled().get(secret).split(",")));
        }
        settings.add(keyOf(orra.settled().get(Secret.MASTER_ENCRYPTION_KEY)));
        settings.add(orra.settled().get(Secret.CLERK_WEBHOOK_SECRET).substring("whsec_".length()));

        String answers = String.join("\n", Http.seen())
                + String.join("\n", Spans.received().texts());
        assertThat(logs()).contains("is logged in at the broker", "login of tenant");
        assertThat(found(secrets, logs())).isEmpty();
        assertThat(found(settings, logs())).isEmpty();
        assertThat(found(secrets, answers)).isEmpty();
        assertThat(found(settings, answers)).isEmpty();
        assertThat(found(secrets, tables())).isEmpty();
    }

    @Test
    void the_search_finds_what_is_planted_in_a_log_of_the_stack() throws IOException {
        String marked = "planted-" + System.nanoTime();
        Path log = orra.part(io.orra.launcher.ServiceName.PAYARA).log().resolveSibling("planted.log");
        Files.writeString(log, "a line with " + marked + " in it\n");
        try {
            assertThat(found(List.of(marked, "not-" + marked), logs())).containsExactly(marked);
        } finally {
            Files.delete(log);
        }
        assertThat(found(List.of(TestTenant.provisioned(orra).organisation), tables()))
                .as("the tables are read")
                .hasSize(1);
    }

    /** Returns those that only came up on the way. */
    private List<String> useSecretsWellAndBadly() {
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
        orra.api().get("/health");
        orra.api().get("/health/ready");
        return new ArrayList<>(
                List.of(accessToken, requestToken, clerkToken.substring(clerkToken.lastIndexOf('.') + 1)));
    }

    private static String keyOf(String masterKey) {
        return masterKey.substring(masterKey.indexOf(':') + 1).replaceAll("=+$", "");
    }

    private static List<String> found(List<String> secrets, String text) {
        return secrets.stream().distinct().filter(text::contains).toList();
    }

    /** All that the parts of the stack have written, the server's own log included. */
    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(orra.state())) {
            for (Path file : files.filter(SecretsIT::isLog).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static boolean isLog(Path file) {
        return Files.isRegularFile(file)
                && (file.getFileName().toString().matches(".*\\.log.*")
                        || file.getParent().getFileName().toString().equals("logs"));
    }

    /** Every row of every table, as text. */
    private String tables() {
        var database = orra.database().asSuperuser();
        StringBuilder all = new StringBuilder();
        for (var table : database.rows("select quote_ident(schemaname) || '.' || quote_ident(tablename) as name"
                + " from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")) {
            all.append(database.rows("select t::text as row from " + table.get("name") + " t"));
        }
        return all.toString();
    }
}
