package io.orra.it.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import jakarta.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClerkMetadataIT {

    private final Orra orra = Orra.running();
    private final BillingTenant tenant = BillingTenant.provisioned();

    @Test
    void clerks_metadata_gives_the_tier_while_no_billing_event_was_seen() {
        tier("pro");

        assertThat(shown()).isEqualTo("pro");
        assertThat(tenant.row()).containsEntry("subscription_tier", "pro");
    }

    @Test
    void clerks_metadata_is_not_asked_where_a_billing_event_was_seen() {
        tenant.paid("basic", Instant.now());
        tier("pro");

        assertThat(shown()).isEqualTo("basic");
    }

    @Test
    void clerk_that_knows_nothing_changes_no_tier() {
        assertThat(shown()).isEqualTo("basic");
        assertThat(tenant.row()).containsEntry("subscription_tier", "free");
    }

    @Test
    void a_tier_that_does_not_exist_is_none() {
        tier("platinum");

        assertThat(shown()).isEqualTo("basic");
    }

    private String shown() {
        return tenant.entitlements().json().getString("tier");
    }

    private void tier(String tier) {
        orra.simulated()
                .put(
                        "/clerk/organizations/" + tenant.tenant().organisation,
                        Json.createObjectBuilder()
                                .add(
                                        "public_metadata",
                                        Json.createObjectBuilder().add("subscription_tier", tier))
                                .build());
    }
}
