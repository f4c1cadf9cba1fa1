package io.orra.it.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Orra;
import io.orra.launcher.ServiceName;
import io.orra.launcher.settings.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the providers have beside what their events told. */
class DifferencesIT {

    private static final String DIFFERENCES = "/api/v1/admin/billing/differences";

    private final Orra orra = Orra.running();
    private final BillingTenant tenant = BillingTenant.provisioned();
    private final Api operator = tenant.operator();
    private final String item = "csub_item_" + tenant.tenant().organisation;

    @AfterEach
    void providersAreThere() {
        orra.simulated().delete("/stripe/faults");
        orra.simulated().delete("/clerk/faults");
        orra.simulated().put("/clerk/billing", Json.createObjectBuilder().build());
    }

    @Test
    void each_provider_differs_until_its_event_comes() {
        stripeHas("active");
        clerkHas("active");

        assertThat(outcomes()).containsExactly("stripe compared", "clerk compared");
        assertThat(found(tenant.subscription()))
                .containsExactly("stripe " + tenant.id() + " never heard of / active, pro");
        assertThat(found(item)).containsExactly("clerk " + tenant.id() + " never heard of / active, pro");

        tenant.paid("pro", Instant.now());
        clerkTells("subscriptionItem.active", "active");
        compare();

        assertThat(found(tenant.subscription())).isEmpty();
        assertThat(found(item)).isEmpty();
    }

    @Test
    void what_ended_there_and_what_is_not_there_at_all_must_not_run_here() {
        tenant.paid("pro", Instant.now());
        clerkTells("subscriptionItem.active", "active");
        stripeHas("canceled");

        compare();

        assertThat(found(tenant.subscription()))
                .containsExactly("stripe " + tenant.id() + " runs, pro / canceled, pro");
        assertThat(found(item)).containsExactly("clerk " + tenant.id() + " runs, pro / not there");
        assertThat(tenant.row()).as("nobody is changed by it").containsEntry("is_active", true);
    }

    @Test
    void a_provider_that_is_away_leaves_its_differences_as_they_were() throws IOException {
        stripeHas("active");
        clerkHas("active");
        compare();
        List<String> before = all();

        JsonObject away = Json.createObjectBuilder()
                .add(
                        "http",
                        Json.createArrayBuilder().add(Json.createObjectBuilder().add("status", 503)))
                .build();
        orra.simulated().put("/stripe/faults", away);
        orra.simulated()
                .put(
                        "/clerk/faults",
                        Json.createObjectBuilder()
                                .add(
                                        "http",
                                        Json.createArrayBuilder()
                                                .add(Json.createObjectBuilder()
                                                        .add("path", "/v1/billing/*")
                                                        .add("action", "reset")))
                                .build());
        orra.simulated().delete("/stripe/subscriptions/" + tenant.subscription());

        assertThat(outcomes()).containsExactly("stripe away", "clerk away");
        assertThat(all()).isEqualTo(before);
        String log = Files.readString(orra.part(ServiceName.PAYARA).log());
        assertThat(log).contains("nothing was compared with stripe: Stripe answered with status 503");
        assertThat(log).contains("nothing was compared with clerk");
        assertThat(log)
                .doesNotContain(orra.settled().get(Secret.STRIPE_API_KEY))
                .doesNotContain(orra.settled().get(Secret.CLERK_SECRET_KEY));
    }

    @Test
    void an_instance_without_billing_and_a_free_plan_are_no_difference() {
        orra.simulated()
                .put(
                        "/clerk/billing/subscription-items/" + item,
                        Json.createObjectBuilder()
                                .add("payer", payer())
                                .add(
                                        "plan",
                                        Json.createObjectBuilder()
                                                .add("slug", "free_org")
                                                .add("is_default", true))
                                .build());
        assertThat(outcomes()).contains("clerk compared");
        assertThat(found(item)).isEmpty();

        orra.simulated()
                .put(
                        "/clerk/billing",
                        Json.createObjectBuilder().add("enabled", false).build());
        assertThat(outcomes()).contains("clerk not_enabled");
    }

    @Test
    void only_an_operator_compares_and_the_trail_says_so() {
        assertThat(tenant.tenant().api().post(DIFFERENCES, "").status()).isEqualTo(403);
        compare();
        assertThat(operator.get("/api/v1/admin/audit?action=billing.compare").body())
                .contains("billing.compare")
                .contains("user_operator");
    }

    private Answer compare() {
        Answer answer = operator.post(DIFFERENCES, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private List<String> outcomes() {
        return compare().array().getValuesAs(JsonValue::asJsonObject).stream()
                .map(one -> one.getString("provider") + " " + one.getString("outcome"))
                .toList();
    }

    private List<String> found(String subscription) {
        return differences()
                .filter(one -> one.getString("subscription").equals(subscription))
                .map(one -> one.getString("provider") + " "
                        + (one.isNull("tenant_id") ? "-" : one.getString("tenant_id")) + " " + one.getString("ours")
                        + " / " + one.getString("theirs"))
                .toList();
    }

    private List<String> all() {
        return differences().map(JsonObject::toString).toList();
    }

    private Stream<JsonObject> differences() {
        return operator.get(DIFFERENCES + "?limit=500").array().getValuesAs(JsonValue::asJsonObject).stream();
    }

    private void stripeHas(String status) {
        orra.simulated()
                .put(
                        "/stripe/subscriptions/" + tenant.subscription(),
                        Json.createObjectBuilder()
                                .add("status", status)
                                .add(
                                        "metadata",
                                        Json.createObjectBuilder()
                                                .add("clerk_org_id", tenant.tenant().organisation)
                                                .add("subscription_tier", "pro"))
                                .build());
    }

    private void clerkHas(String status) {
        orra.simulated()
                .put(
                        "/clerk/billing/subscription-items/" + item,
                        Json.createObjectBuilder()
                                .add("status", status)
                                .add("payer", payer())
                                .build());
    }

    private JsonObjectBuilder payer() {
        return Json.createObjectBuilder().add("organization_id", tenant.tenant().organisation);
    }

    private void clerkTells(String type, String status) {
        JsonObject told = orra.simulated()
                .post(
                        "/clerk/webhooks",
                        Json.createObjectBuilder()
                                .add("url", orra.part(ServiceName.PAYARA).address() + "/api/v1/webhooks/billing")
                                .add(
                                        "secret",
                                        orra.settled()
                                                .get(Secret.CLERK_WEBHOOK_SECRET)
                                                .split(",")[0])
                                .add("type", type)
                                .add(
                                        "data",
                                        Json.createObjectBuilder()
                                                .add("id", item)
                                                .add("status", status)
                                                .add("payer", payer())
                                                .add(
                                                        "plan",
                                                        Json.createObjectBuilder()
                                                                .add("slug", "pro"))
                                                .add(
                                                        "period_end",
                                                        Instant.now()
                                                                .plusSeconds(86_400)
                                                                .toEpochMilli()))
                                .build());
        assertThat(told.getInt("status")).isEqualTo(200);
    }
}
