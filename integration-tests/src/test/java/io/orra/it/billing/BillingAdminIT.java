package io.orra.it.billing;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Orra;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BillingAdminIT {

    private static final String ADMIN = "/api/v1/admin/billing";

    private final Orra orra = Orra.running();
    private final BillingTenant tenant = BillingTenant.provisioned();
    private final Api operator = BillingTenant.provisioned().operator();

    @Test
    void a_grant_counts_until_its_date_and_not_longer() {
        Answer made = grant("pro", Instant.now().plusSeconds(8));
        assertThat(made.status()).isEqualTo(201);
        assertThat(tenant.entitlements().json().getString("tier")).isEqualTo("pro");

        eventually().until(() -> tenant.entitlements().json().getString("tier").equals("basic"));
        assertThat(tenant.row()).containsEntry("is_active", true).containsEntry("subscription_tier", "free");
    }

    @Test
    void a_grant_brings_an_ended_tenant_back_until_it_is_revoked() {
        tenant.paid("pro", Instant.now().minusSeconds(60));
        tenant.ended(Instant.now());
        Answer made = grant("pro", Instant.now().plusSeconds(86_400));
        assertThat(tenant.row()).containsEntry("is_active", true);

        Answer revoked = operator.delete(
                ADMIN + "/tenants/" + tenant.id() + "/grants/" + made.json().getString("id"));

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(tenant.row()).containsEntry("is_active", false);
        JsonObject account = operator.get(ADMIN + "/tenants/" + tenant.id()).json();
        assertThat(account.getJsonObject("subscription").getString("standing")).isEqualTo("ended");
        assertThat(account.getJsonArray("grants").getJsonObject(0).getString("reason"))
                .isEqualTo("goodwill");
        assertThat(account.getJsonArray("grants").getJsonObject(0).isNull("revoked_at"))
                .isFalse();
    }

    @Test
    void a_tenant_whose_subscription_ended_in_its_suspension_is_not_let_in_by_its_resumption() {
        String path = "/api/v1/admin/tenants/" + tenant.id();
        tenant.paid("pro", Instant.now().minusSeconds(60));
        tenant.tenant()
                .api()
                .post("/api/v1/strategies", BillingTenant.strategy(true).build());
        operator.send("PATCH", path, "{\"suspended\":true}");
        tenant.ended(Instant.now());

        Answer resumed = operator.send("PATCH", path, "{\"suspended\":false}");

        assertThat(resumed.status()).as(resumed.body()).isEqualTo(200);
        assertThat(tenant.row()).containsEntry("is_active", false);
        assertThat(orra.redis().get("tenant:active:" + tenant.id())).isEqualTo("0");
        assertThat(tenant.tenant().api().get("/api/v1/strategies").body()).contains("\"is_active\":false");
    }

    @Test
    void the_trail_tells_what_an_event_changed_and_what_a_member_did() {
        Api member = tenant.tenant().api();
        tenant.paid("pro", Instant.now());
        String id = member.post(
                        "/api/v1/strategies", BillingTenant.strategy(false).build())
                .json()
                .getString("id");
        member.post("/api/v1/strategies/" + id + "/activate", "");
        member.put("/api/v1/strategies/" + id, BillingTenant.strategy(false).build());
        member.post("/api/v1/strategies/" + id + "/deactivate", "");
        member.delete("/api/v1/strategies/" + id);

        assertThat(trail("strategy")).hasSize(5);
        assertThat(trail("subscription.change")).singleElement().satisfies(entry -> {
            assertThat(entry.getJsonObject("details").getString("because")).isEqualTo("invoice.paid");
            assertThat(entry.getJsonObject("details").getString("tier")).isEqualTo("pro");
        });
    }

    private List<JsonObject> trail(String action) {
        return operator
                .get("/api/v1/admin/audit?tenant_id=" + tenant.id())
                .json()
                .getJsonArray("entries")
                .getValuesAs(JsonValue::asJsonObject)
                .stream()
                .filter(entry -> entry.getString("action").startsWith(action))
                .toList();
    }

    @Test
    void a_grant_of_no_tier_or_without_a_future_is_refused() {
        assertThat(grant("platinum", Instant.now().plusSeconds(60)).problem()).isEqualTo("unknown-tier");
        assertThat(grant("pro", Instant.now().minusSeconds(60)).problem()).isEqualTo("grant-in-the-past");
    }

    @Test
    void a_stored_event_is_read_anew_when_a_tier_is_added() {
        String silver = "silver_" + tenant.id().substring(0, 8);
        tenant.paid(silver, Instant.now());
        assertThat(tenant.entitlements().json().getString("tier")).isEqualTo("basic");
        assertThat(tenant.tier(silver, 3, 20).status()).isEqualTo(204);

        String history =
                operator.get(ADMIN + "/tenants/" + tenant.id() + "/events").body();
        String id = history.replaceFirst("(?s).*\"id\":\"([0-9a-f-]{36})\".*", "$1");
        assertThat(history).contains("unknown_tier");
        assertThat(operator.get(ADMIN + "/events/" + id + "/raw").body()).contains("invoice.paid");
        Answer replayed = operator.post(ADMIN + "/events/" + id + "/replay", "");

        assertThat(replayed.json().getBoolean("updated")).isTrue();
        assertThat(tenant.entitlements().json().getString("tier")).isEqualTo(silver);
        assertThat(tenant.entitlements().json().getInt("daily_trade_limit")).isEqualTo(20);
    }

    @Test
    void only_operators_see_billing_of_tenants() {
        assertThat(tenant.tenant().api().get(ADMIN + "/tenants/" + tenant.id()).status())
                .isEqualTo(403);
        assertThat(orra.api().get(ADMIN + "/events").status()).isEqualTo(401);
        assertThat(operator.get(ADMIN + "/tenants/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(operator.get(ADMIN + "/differences").status()).isEqualTo(200);
    }

    private Answer grant(String tier, Instant until) {
        return operator.post(
                ADMIN + "/tenants/" + tenant.id() + "/grants",
                Json.createObjectBuilder()
                        .add("tier", tier)
                        .add("until", until.toString())
                        .add("reason", "goodwill")
                        .build());
    }
}
