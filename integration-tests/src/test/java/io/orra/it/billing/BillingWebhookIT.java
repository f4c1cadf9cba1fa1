package io.orra.it.billing;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.settings.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillingWebhookIT {

    private final Orra orra = Orra.running();
    private final BillingTenant tenant = BillingTenant.provisioned();
    private final Instant now = Instant.now();

    @Test
    void a_paid_invoice_sets_the_tier_and_the_day_until_which_it_is_paid() {
        JsonObject told = tenant.paid("pro", now);

        assertThat(told.getInt("status")).isEqualTo(200);
        assertThat(TestTenant.body(told).getString("tenant_id")).isEqualTo(tenant.id());
        assertThat(TestTenant.body(told).getBoolean("updated")).isTrue();
        assertThat(tenant.entitlements().json().getString("tier")).isEqualTo("pro");
        assertThat(tenant.standing().getString("standing")).isEqualTo("active");
        assertThat(Instant.parse(tenant.standing().getString("paid_until"))).isAfter(now.plusSeconds(29 * 86_400));
    }

    @Test
    void an_event_counts_once_and_a_late_one_brings_nobody_back() {
        String id = "evt_" + UUID.randomUUID();
        JsonObject first = tenant.stripe(
                "invoice.paid",
                tenant.invoice("pro"),
                BillingTenant.created(now.minusSeconds(60)).add("id", id));
        tenant.ended(now);
        JsonObject again = tenant.stripe(
                "invoice.paid",
                tenant.invoice("pro"),
                BillingTenant.created(now.minusSeconds(60)).add("id", id));
        JsonObject late = tenant.paid("pro", now.minusSeconds(30));

        assertThat(TestTenant.body(first).getBoolean("updated")).isTrue();
        assertThat(TestTenant.body(again).getBoolean("updated")).isFalse();
        assertThat(TestTenant.body(late).getBoolean("updated")).isFalse();
        assertThat(tenant.row()).containsEntry("is_active", false).containsEntry("subscription_tier", "free");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "platinum"})
    void a_payment_without_a_tier_that_exists_is_never_pro(String tier) {
        tenant.paid(tier.isEmpty() ? null : tier, now);

        assertThat(tenant.entitlements().json().getString("tier")).isEqualTo("basic");
    }

    @Test
    void a_failed_payment_is_a_dated_grace_and_a_first_one_is_nothing() {
        JsonObject object = Json.createObjectBuilder()
                .add("object", "invoice")
                .add("subscription", tenant.subscription())
                .build();
        tenant.stripe("invoice.payment_failed", tenant.invoice("pro"), BillingTenant.created(now.minusSeconds(90)));
        assertThat(tenant.standing().getString("standing")).isEqualTo("none");

        tenant.paid("pro", now.minusSeconds(60));
        tenant.stripe("invoice.payment_failed", Json.createObjectBuilder(object), BillingTenant.created(now));

        assertThat(tenant.standing().getString("standing")).isEqualTo("grace");
        assertThat(Instant.parse(tenant.standing().getString("grace_until")))
                .isEqualTo(Instant.ofEpochSecond(now.getEpochSecond()).plusSeconds(7 * 86_400));
        assertThat(tenant.entitlements().json().getString("tier")).isEqualTo("pro");
        eventually()
                .until(() -> orra.simulated().received("email", tenant.id()).stream()
                        .anyMatch(told -> told.getString("event_type").equals("subscription_grace")));
    }

    @Test
    void time_alone_ends_what_is_not_paid() {
        long day = 86_400;
        tenant.stripe(
                "customer.subscription.updated",
                Json.createObjectBuilder()
                        .add("id", tenant.subscription())
                        .add("status", "active")
                        .add("current_period_end", now.getEpochSecond() - 7 * day + 6)
                        .add(
                                "metadata",
                                Json.createObjectBuilder()
                                        .add("clerk_org_id", tenant.tenant().organisation)
                                        .add("tier", "pro")),
                BillingTenant.created(now.minusSeconds(20 * day)));
        assertThat(tenant.row()).containsEntry("is_active", true);

        eventually().until(() -> Boolean.FALSE.equals(tenant.row().get("is_active")));
        assertThat(tenant.standing().getString("standing")).isEqualTo("ended");
    }

    @Test
    void any_order_of_the_same_events_ends_alike() {
        List<JsonObject> ends = new ArrayList<>();
        for (int order = 0; order < 4; order++) {
            BillingTenant one = BillingTenant.provisioned();
            List<Runnable> events = new ArrayList<>(List.of(
                    () -> one.paid("basic", now.minusSeconds(500)),
                    () -> one.stripe(
                            "invoice.payment_failed",
                            Json.createObjectBuilder().add("subscription", one.subscription()),
                            BillingTenant.created(now.minusSeconds(400))),
                    () -> one.paid("pro", now.minusSeconds(300)),
                    () -> one.stripe(
                            "invoice.payment_failed",
                            Json.createObjectBuilder().add("subscription", one.subscription()),
                            BillingTenant.created(now.minusSeconds(200))),
                    () -> one.stripe(
                            "checkout.session.completed",
                            Json.createObjectBuilder().add("client_reference_id", one.tenant().organisation),
                            BillingTenant.created(now.minusSeconds(600)))));
            Collections.shuffle(events, new Random(order));
            events.forEach(Runnable::run);
            ends.add(Json.createObjectBuilder(one.standing())
                    .remove("paid_until")
                    .build());
        }
        assertThat(ends).allMatch(end -> end.equals(ends.get(0)));
        assertThat(ends.get(0).getString("standing")).isEqualTo("grace");
        assertThat(ends.get(0).getString("tier")).isEqualTo("pro");
    }

    @Test
    void an_event_of_an_unknown_organisation_is_kept_and_counts_when_the_tenant_comes() {
        BillingTenant early = new BillingTenant(orra, TestTenant.provisioned(orra));
        String unknown = "org_" + UUID.randomUUID();
        JsonObject told = early.stripe(
                "invoice.paid",
                Json.createObjectBuilder()
                        .add("subscription", "sub_" + unknown)
                        .add(
                                "metadata",
                                Json.createObjectBuilder()
                                        .add("clerk_org_id", unknown)
                                        .add("tier", "pro")),
                Json.createObjectBuilder());
        assertThat(told.getInt("status")).isEqualTo(200);
        assertThat(TestTenant.body(told).isNull("tenant_id")).isTrue();

        early.tenant()
                .tell(
                        "organization.created",
                        null,
                        Json.createObjectBuilder()
                                .add(
                                        "data",
                                        Json.createObjectBuilder()
                                                .add("id", unknown)
                                                .add("name", "Late")));

        eventually()
                .until(
                        () -> orra
                                .database()
                                .rows("select subscription_tier from tenants where clerk_org_id = ?", unknown)
                                .stream()
                                .anyMatch(row -> row.get("subscription_tier").equals("pro")));
    }

    @Test
    void types_that_nobody_knows_and_other_api_versions_are_taken_and_visible() {
        String id = "evt_" + UUID.randomUUID();
        JsonObject told = tenant.stripe(
                "something.new",
                Json.createObjectBuilder(),
                Json.createObjectBuilder().add("id", id).add("api_version", "2019-01-01"));

        assertThat(told.getInt("status")).isEqualTo(200);
        assertThat(orra.database()
                        .rows(
                                "select note, api_version from webhook_events where door = 'billing' and event_id = ?",
                                id))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("note", "unknown_type")
                        .containsEntry("api_version", "2019-01-01"));
    }

    @Test
    void what_is_signed_is_not_limited_and_what_is_refused_is() throws GeneralSecurityException {
        String event = "{\"id\":\"evt_" + UUID.randomUUID() + "\",\"type\":\"something.new\",\"created\":1}";
        String second = Long.toString(Instant.now().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                orra.settled().get(Secret.STRIPE_WEBHOOK_SECRET).split(",")[0].getBytes(StandardCharsets.UTF_8),
                "HmacSHA256"));
        String signature =
                HexFormat.of().formatHex(mac.doFinal((second + "." + event).getBytes(StandardCharsets.UTF_8)));

        Answer taken = orra.api()
                .with("Stripe-Signature", "t=" + second + ",v1=" + signature)
                .post("/api/v1/webhooks/billing", event);
        Answer refused = orra.api().post("/api/v1/webhooks/billing", event);

        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.header("RateLimit-Limit")).isEmpty();
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("RateLimit-Limit")).isEqualTo("1200");
    }

    @Test
    void what_is_unsigned_too_large_or_no_event_is_refused() {
        assertThat(orra.api().post("/api/v1/webhooks/billing", "{}").problem()).isEqualTo("missing-webhook-signature");
        assertThat(orra.api()
                        .post("/api/v1/webhooks/billing", " ".repeat(256 * 1024 + 1))
                        .status())
                .isEqualTo(413);
        assertThat(tenant.stripe(
                                "invoice.paid",
                                tenant.invoice("pro"),
                                Json.createObjectBuilder().add("damage", "not_json"))
                        .getInt("status"))
                .isEqualTo(400);
    }
}
