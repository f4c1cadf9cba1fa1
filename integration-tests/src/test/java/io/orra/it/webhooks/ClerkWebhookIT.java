package io.orra.it.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClerkWebhookIT {

    private final Orra orra = Orra.running();

    @Test
    void a_signed_event_provisions_the_tenant_and_counts_once() {
        TestTenant tenant = TestTenant.provisioned(orra);

        JsonObject first = tenant.tell("organization.updated", "msg_" + tenant.organisation);
        JsonObject again = tenant.tell("organization.updated", "msg_" + tenant.organisation);

        assertThat(TestTenant.body(first).getBoolean("updated")).isTrue();
        assertThat(again.getInt("status")).isEqualTo(200);
        assertThat(TestTenant.body(again).getBoolean("updated")).isFalse();
        assertThat(orra.database()
                        .rows(
                                "select subscription_tier, is_active from tenants where clerk_org_id = ?",
                                tenant.organisation))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("is_active", true).containsEntry("subscription_tier", "free"));
        assertThat(orra.redis().get("tenant:active:" + tenant.id())).isEqualTo("1");
    }

    @Test
    void the_same_event_again_makes_no_second_tenant_and_takes_nothing_back() {
        TestTenant tenant = TestTenant.unknown(orra);
        String id = "msg_" + tenant.organisation + "_created";

        JsonObject first = tenant.tell("organization.created", id);
        String tenantId = TestTenant.body(first).getString("tenant_id");
        tenant.tell("organization.deleted", null);
        JsonObject again = tenant.tell("organization.created", id);

        assertThat(TestTenant.body(first).getBoolean("updated")).isTrue();
        assertThat(again.getInt("status")).isEqualTo(200);
        assertThat(TestTenant.body(again).getBoolean("updated")).isFalse();
        assertThat(orra.database()
                        .rows("select id, is_active from tenants where clerk_org_id = ?", tenant.organisation))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("id", UUID.fromString(tenantId))
                        .containsEntry("is_active", false));
    }

    @Test
    void a_foreign_secret_is_refused_and_changes_nothing() {
        TestTenant tenant = TestTenant.provisioned(orra);

        JsonObject told = tenant.tell(
                "organization.deleted",
                null,
                Json.createObjectBuilder().add("secret", "whsec_Zm9yZWlnbi1zZWNyZXQtZm9yZWlnbg=="));

        assertThat(told.getInt("status")).isEqualTo(401);
        assertThat(tenant.api().get("/api/v1/account/kite-credentials/status").status())
                .isEqualTo(200);
    }

    @Test
    void an_event_of_another_time_is_refused() {
        TestTenant tenant = TestTenant.provisioned(orra);

        assertThat(told(tenant, -301)).isEqualTo(401);
        assertThat(told(tenant, 330)).isEqualTo(401);
        assertThat(told(tenant, -200)).isEqualTo(200);
    }

    @Test
    void types_that_mean_nothing_here_are_taken_and_ignored() {
        TestTenant tenant = TestTenant.provisioned(orra);

        JsonObject told = tenant.tell("user.created", null);

        assertThat(told.getInt("status")).isEqualTo(200);
        assertThat(TestTenant.body(told).getBoolean("updated")).isFalse();
    }

    @Test
    void an_unsigned_call_and_a_body_that_is_no_event_are_refused() {
        assertThat(orra.api().post("/api/v1/webhooks/clerk", "{}").problem()).isEqualTo("invalid-webhook-signature");
    }

    private static int told(TestTenant tenant, int secondsOff) {
        return tenant.tell(
                        "organization.updated",
                        null,
                        Json.createObjectBuilder().add("timestamp_offset_seconds", secondsOff))
                .getInt("status");
    }
}
