package io.orra.it.faults;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.Progress;
import io.orra.launcher.ServiceName;
import io.orra.launcher.payara.PayaraService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server starts while everything that it leans on is away, says so, and becomes ready when they come. */
class StartWithoutServicesIT {

    private final Orra orra = Orra.running();

    @AfterEach
    void bring_all_back() {
        orra.stack().up(Progress.silent());
    }

    @Test
    void a_start_without_database_redis_and_artemis_makes_the_schema_and_is_healthy_when_they_come() {
        PayaraService payara = (PayaraService) orra.part(ServiceName.PAYARA);
        payara.stop();
        ServiceName[] leanedOn = {ServiceName.POSTGRESQL, ServiceName.REDIS, ServiceName.ARTEMIS};
        for (ServiceName name : leanedOn) {
            orra.part(name).stop();
        }
        orra.forgetTheDatabase();

        payara.boot();
        eventually()
                .until(() -> orra.api()
                        .get("/health")
                        .body()
                        .equals("{\"status\":\"degraded\",\"down\":[\"database\",\"redis\",\"artemis\"]}"));
        assertThat(orra.api().get("/health/live").status()).isEqualTo(200);

        for (ServiceName name : leanedOn) {
            orra.part(name).start();
        }
        eventually().until(() -> orra.api().get("/health").body().equals("{\"status\":\"ok\"}"));
        eventually().until(() -> orra.api().get("/health/ready").status() == 200);
        TestTenant tenant = TestTenant.linked(orra);
        eventually().until(() -> orra.redis().get("kite:access_token:" + tenant.id()) != null);
    }
}
