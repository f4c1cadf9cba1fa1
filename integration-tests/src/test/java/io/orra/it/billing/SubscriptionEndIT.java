package io.orra.it.billing;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.Progress;
import io.orra.launcher.ServiceName;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SubscriptionEndIT {

    private final Orra orra = Orra.running();

    @Test
    void the_end_switches_all_off_and_a_payment_switches_on() {
        // A code of the account that was not used lets it be logged in anew without a wait for the next one.
        BillingTenant tenant = new BillingTenant(orra, TestTenant.loggedIn(orra, true));
        String token = "kite:access_token:" + tenant.id();
        tenant.paid("pro", Instant.now().minusSeconds(100));
        assertThat(tenant.tenant().brokerAccount().getInt("live_tokens")).isEqualTo(1);
        assertThat(tenant.tenant()
                        .api()
                        .post("/api/v1/strategies", BillingTenant.strategy(true).build())
                        .status())
                .isEqualTo(201);
        eventually().until(() -> orra.redis().get(token) != null);
        eventually().until(() -> tenant.tenant().brokerSockets().size() == 1);
        CompletableFuture<List<String>> heard = CompletableFuture.supplyAsync(
                () -> orra.redis().listen("billing:tenant_status:" + tenant.id(), 2, Duration.ofSeconds(60)));
        eventually().until(() -> orra.redis().listeners() > 0);

        tenant.ended(Instant.now().minusSeconds(50));

        assertThat(tenant.row()).containsEntry("is_active", false);
        assertThat(orra.redis().get("tenant:active:" + tenant.id())).isEqualTo("0");
        assertThat(orra.redis().get(token)).isNull();
        assertThat(orra.redis().get("kite:connection_status:" + tenant.id())).isEqualTo("inactive");
        assertThat(tenant.tenant().api().get("/api/v1/strategies").body()).contains("\"is_active\":false");
        assertThat(orra.database()
                        .rows(
                                "select end_reason from broker_sessions where tenant_id = ?::uuid and ended_at is not null",
                                tenant.id()))
                .extracting(row -> row.get("end_reason"))
                .containsExactly("subscription_ended");
        assertThat(tenant.entitlements().status()).isEqualTo(403);
        assertThat(tenant.entitlements().json().getString("detail")).isEqualTo("Tenant subscription is inactive");
        assertThat(tenant.tenant()
                        .api()
                        .post("/api/v1/billing/guards/trade", "")
                        .status())
                .isEqualTo(403);
        assertThat(tenant.tenant()
                        .api()
                        .post("/api/v1/billing/guards/trade?closing=true", "")
                        .status())
                .as("nobody is kept in a position")
                .isEqualTo(200);
        eventually().until(() -> told(tenant).contains("subscription_ended"));
        eventually().until(() -> tenant.tenant().brokerSockets().size() == 0);
        eventually().until(() -> tenant.tenant().brokerAccount().getInt("live_tokens") == 0);

        BillingTenant again = tenant;
        again.stripe(
                "invoice.paid",
                again.invoice("basic")
                        .add("parent", jakarta.json.JsonValue.NULL)
                        .add("subscription", "sub_next_" + tenant.id())
                        .add(
                                "metadata",
                                jakarta.json.Json.createObjectBuilder()
                                        .add("clerk_org_id", tenant.tenant().organisation)
                                        .add("tier", "basic")),
                BillingTenant.created(Instant.now()));
        assertThat(tenant.row()).containsEntry("is_active", true).containsEntry("subscription_tier", "basic");
        assertThat(heard.join()).containsExactly("inactive", "active");
        eventually().until(() -> orra.redis().get(token) != null);
    }

    @Test
    void what_redis_lost_is_put_right() {
        BillingTenant flag = BillingTenant.provisioned();
        BillingTenant token = BillingTenant.provisioned();
        for (BillingTenant tenant : List.of(flag, token)) {
            tenant.paid("pro", Instant.now().minusSeconds(10));
            tenant.ended(Instant.now());
        }
        orra.part(ServiceName.REDIS).kill();
        orra.part(ServiceName.REDIS).start();
        orra.redis().set("tenant:active:" + flag.id(), "1");
        orra.redis().set("tenant:active:" + token.id(), "0");
        orra.redis().set("kite:access_token:" + token.id(), "written by somebody who came too late");

        eventually().until(() -> "0".equals(orra.redis().get("tenant:active:" + flag.id())));
        eventually().until(() -> orra.redis().get("kite:access_token:" + token.id()) == null);
    }

    @Test
    void the_end_reaches_redis_although_the_server_died_right_after_the_commit() {
        BillingTenant tenant = new BillingTenant(orra, TestTenant.loggedIn(orra, false));
        String token = "kite:access_token:" + tenant.id();
        tenant.paid("pro", Instant.now().minusSeconds(10));
        eventually().until(() -> orra.redis().get(token) != null);
        String before = orra.redis().get(token);
        // Redis away is what makes the moment last in which the commit is made and Redis does not know.
        orra.part(ServiceName.REDIS).kill();
        tenant.ended(Instant.now());
        assertThat(tenant.row()).containsEntry("is_active", false);
        orra.part(ServiceName.PAYARA).kill();
        orra.part(ServiceName.REDIS).start();
        orra.redis().set("tenant:active:" + tenant.id(), "1");
        orra.redis().set(token, before);

        orra.stack().up(Progress.silent());

        eventually().until(() -> "0".equals(orra.redis().get("tenant:active:" + tenant.id())));
        eventually().until(() -> orra.redis().get(token) == null);
        assertThat(orra.redis().get("kite:connection_status:" + tenant.id())).isEqualTo("inactive");
        eventually().until(() -> told(tenant).contains("subscription_ended"));
        assertThat(tenant.entitlements().status()).isEqualTo(403);
    }

    @Test
    void the_end_does_not_wait_for_a_queue_that_is_away() {
        BillingTenant tenant = BillingTenant.provisioned();
        tenant.paid("pro", Instant.now().minusSeconds(10));
        orra.part(ServiceName.ARTEMIS).kill();
        try {
            assertThat(tenant.ended(Instant.now()).getInt("status")).isEqualTo(200);
            assertThat(tenant.row()).containsEntry("is_active", false);
            assertThat(orra.redis().get("tenant:active:" + tenant.id())).isEqualTo("0");
        } finally {
            orra.part(ServiceName.ARTEMIS).start();
        }
        eventually().until(() -> told(tenant).contains("subscription_ended"));
        assertThat(told(tenant)).hasSize(1);
    }

    private List<String> told(BillingTenant tenant) {
        return orra.simulated().received("email", tenant.id()).stream()
                .map((JsonObject body) -> body.getString("event_type"))
                .toList();
    }
}
