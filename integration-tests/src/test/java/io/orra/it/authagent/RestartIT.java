package io.orra.it.authagent;

import static io.orra.it.frame.Eventually.during;
import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.Processes.Listener;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the auth agent knows outlives the server, and it logs in without a browser where that is asked for. */
class RestartIT {

    private static final String OTHER_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private final Orra orra = Orra.running();

    @AfterEach
    void as_it_was() {
        orra.restart();
    }

    @Test
    void a_refused_seed_is_not_tried_again_after_a_restart_and_the_others_log_in_over_http() {
        TestTenant refused = TestTenant.provisioned(orra);
        refused.openBrokerAccount();
        refused.link(OTHER_SEED, true);
        eventually()
                .until(() -> orra.simulated().received("urgent", refused.id()).size() == 1);
        TestTenant live = TestTenant.linked(orra);
        eventually().until(() -> sessionOf(live) != null);
        String session = sessionOf(live);
        TestTenant byHand = TestTenant.provisioned(orra);
        byHand.openBrokerAccount();
        byHand.link(byHand.totpSeed, false);

        orra.part(ServiceName.PAYARA).stop();
        // From 06:00 on every time is one to remind at: the simulated market is always open.
        Service overHttp = orra.serverWith(Map.of(
                "AUTH_LOGIN_MODE", "http",
                "CHROMEDRIVER", "/nowhere/chromedriver",
                "AUTH_REMINDER_TIME", "06:00",
                "AUTH_TOKEN_TTL_SECONDS", "600"));
        overHttp.start();
        TestTenant fresh = TestTenant.linked(orra);
        List<Listener> drivers = new ArrayList<>();
        eventually().until(() -> {
            drivers.addAll(orra.processes().listenersOf(overHttp, "chromedriver"));
            return sessionOf(fresh) != null;
        });

        assertThat(fresh.brokerAccount().getInt("logins")).isEqualTo(1);
        assertThat(drivers).isEmpty();
        assertThat(Instant.ofEpochSecond(orra.redis().expiresAt("kite:access_token:" + fresh.id())))
                .as("the setting ends a session before the broker's flush does")
                .isBetween(Instant.now(), Instant.now().plusSeconds(600));
        during(Duration.ofSeconds(8)).untilAsserted(() -> {
            assertThat(refused.brokerAccount().getInt("bad_twofa")).isEqualTo(1);
            assertThat(orra.simulated().received("urgent", refused.id())).hasSize(1);
        });
        assertThat(sessionOf(live)).as("a live session is kept").isEqualTo(session);
        assertThat(live.brokerAccount().getInt("logins")).isEqualTo(1);
        eventually().until(() -> !links(byHand).isEmpty());
        assertThat(links(byHand))
                .singleElement()
                .asString()
                .contains("/connect/login", "api_key=" + byHand.apiKey, "redirect_params=");
        assertThat(orra.redis().listen("ticker:" + fresh.id() + ":*", 5, Duration.ofSeconds(60)))
                .hasSizeGreaterThanOrEqualTo(5);
    }

    /** The login links that n8n was given for the tenant. */
    private List<String> links(TestTenant tenant) {
        return orra.simulated().received("email", tenant.id()).stream()
                .filter(body -> "broker_login_due".equals(body.getString("event_type", "")))
                .map(JsonObject::toString)
                .toList();
    }

    private String sessionOf(TestTenant tenant) {
        return orra.redis().get("kite:access_token:" + tenant.id());
    }
}
