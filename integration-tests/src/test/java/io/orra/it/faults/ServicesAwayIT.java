package io.orra.it.faults;

import static io.orra.it.frame.Eventually.during;
import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.ServiceName;
import jakarta.json.Json;
import jakarta.json.JsonString;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each service is killed and comes back: health says which, nothing is lost, all recovers by itself. */
class ServicesAwayIT {

    private static final String OTHER_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final String SYSTEM = "/api/v1/admin/system/health";

    private final Orra orra = Orra.running();
    private final Api operator = orra.api()
            .as(orra.simulated()
                    .token(
                            TestTenant.provisioned(orra).organisation,
                            "user_operator",
                            "member",
                            Json.createObjectBuilder()
                                    .add("claims", Json.createObjectBuilder().add("role", "super_admin"))));

    @AfterEach
    void bring_all_back() {
        for (ServiceName name : new ServiceName[] {ServiceName.POSTGRESQL, ServiceName.REDIS, ServiceName.ARTEMIS}) {
            orra.part(name).start();
        }
        eventually().until(() -> orra.api().get("/health").body().equals("{\"status\":\"ok\"}"));
    }

    @Test
    void the_database_away_is_named_answered_with_503_and_survived() {
        TestTenant tenant = TestTenant.provisioned(orra);
        orra.part(ServiceName.POSTGRESQL).kill();

        eventually().until(() -> health().equals(degraded("database")));
        during(Duration.ofSeconds(6)).until(() -> health().equals(degraded("database")));
        assertThat(orra.api().get("/health/ready").status()).isEqualTo(503);
        Answer answer = tenant.api().get("/api/v1/account/kite-credentials/status");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("unavailable");
        told("database_down");
        assertThat(tenant.api().get(SYSTEM).status())
                .as("who is no super admin by the token alone is known no more")
                .isEqualTo(503);

        orra.part(ServiceName.POSTGRESQL).start();
        eventually()
                .until(() -> tenant.api()
                                .get("/api/v1/account/kite-credentials/status")
                                .status()
                        == 200);
        assertThat(tenant.link(tenant.totpSeed, false).status()).isEqualTo(200);
        TestTenant fresh = TestTenant.linked(orra);
        assertThat(orra.redis().listen("ticker:" + fresh.id() + ":*", 1, Duration.ofSeconds(90)))
                .as("the agents go on")
                .isNotEmpty();
    }

    @Test
    void redis_away_is_named_and_gets_its_tokens_and_ticks_back() {
        TestTenant tenant = TestTenant.linked(orra);
        String tokenKey = "kite:access_token:" + tenant.id();
        eventually().until(() -> orra.redis().get(tokenKey) != null);
        String token = orra.redis().get(tokenKey);
        int logins = tenant.brokerAccount().getInt("logins");

        orra.part(ServiceName.REDIS).kill();
        eventually().until(() -> health().equals(degraded("redis")));
        told("redis_down");
        answersOrSaysUnavailable(tenant);
        orra.part(ServiceName.REDIS).start();

        eventually().until(() -> token.equals(orra.redis().get(tokenKey)));
        assertThat(orra.redis().listen("ticker:" + tenant.id() + ":*", 5, Duration.ofSeconds(60)))
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(tenant.brokerAccount().getInt("logins"))
                .as("a restart of Redis costs no login")
                .isEqualTo(logins);
    }

    @Test
    void artemis_away_is_named_and_what_happened_meanwhile_is_told_afterwards() {
        orra.part(ServiceName.ARTEMIS).kill();
        eventually().until(() -> health().equals(degraded("artemis")));
        told("artemis_down");

        TestTenant tenant = TestTenant.provisioned(orra);
        tenant.openBrokerAccount();
        tenant.link(OTHER_SEED, true);
        eventually().until(() -> tenant.brokerAccount().getInt("bad_twofa") == 1);
        answersOrSaysUnavailable(tenant);
        orra.part(ServiceName.ARTEMIS).start();

        eventually()
                .until(() -> orra.simulated().received("urgent", tenant.id()).size() == 1);
    }

    /** The operator's view answers all the same. */
    private void told(String reason) {
        Answer answer = operator.get(SYSTEM);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().getString("status")).isEqualTo("degraded");
        assertThat(answer.json().getJsonArray("reasons").getValuesAs(JsonString::getString))
                .contains(reason);
    }

    /** Never the server's own page, never a 500. */
    private static void answersOrSaysUnavailable(TestTenant tenant) {
        Answer answer = tenant.api().get("/api/v1/account/kite-credentials/status");
        if (answer.status() != 200) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.problem()).isEqualTo("unavailable");
        }
    }

    private static String degraded(String part) {
        return "{\"status\":\"degraded\",\"down\":[\"" + part + "\"]}";
    }

    private String health() {
        return orra.api().get("/health").body();
    }
}
