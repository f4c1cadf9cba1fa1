package io.orra.it.billing;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.ServiceName;
import io.orra.launcher.settings.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Map;

/** A tenant and what the billing providers tell of it. */
record BillingTenant(Orra orra, TestTenant tenant) {

    static BillingTenant provisioned() {
        Orra orra = Orra.running();
        return new BillingTenant(orra, TestTenant.provisioned(orra));
    }

    String id() {
        return tenant.id();
    }

    String subscription() {
        return "sub_" + tenant.organisation;
    }

    /** Stripe tells of the tenant's subscription: an event of another time and id where the changes say so. */
    JsonObject stripe(String type, JsonObjectBuilder object, JsonObjectBuilder changes) {
        JsonObjectBuilder event = Json.createObjectBuilder()
                .add("url", orra.part(ServiceName.PAYARA).address() + "/api/v1/webhooks/billing")
                .add("secret", orra.settled().get(Secret.STRIPE_WEBHOOK_SECRET).split(",")[0])
                .add("type", type)
                .add("object", object);
        event.addAll(changes);
        return orra.simulated().post("/stripe/events", event.build());
    }

    JsonObject paid(String tier, Instant at) {
        return stripe("invoice.paid", invoice(tier), created(at));
    }

    JsonObject ended(Instant at) {
        return stripe(
                "customer.subscription.deleted", Json.createObjectBuilder().add("id", subscription()), created(at));
    }

    /** An invoice of today's API, paid for thirty days. */
    JsonObjectBuilder invoice(String tier) {
        JsonObjectBuilder metadata = Json.createObjectBuilder().add("clerk_org_id", tenant.organisation);
        if (tier != null) {
            metadata.add("subscription_tier", tier);
        }
        return Json.createObjectBuilder()
                .add("object", "invoice")
                .add("customer", "cus_" + tenant.organisation)
                .add(
                        "parent",
                        Json.createObjectBuilder()
                                .add(
                                        "subscription_details",
                                        Json.createObjectBuilder()
                                                .add("subscription", subscription())
                                                .add("metadata", metadata)))
                .add(
                        "lines",
                        Json.createObjectBuilder()
                                .add(
                                        "data",
                                        Json.createArrayBuilder()
                                                .add(Json.createObjectBuilder()
                                                        .add(
                                                                "period",
                                                                Json.createObjectBuilder()
                                                                        .add(
                                                                                "end",
                                                                                Instant.now()
                                                                                        .plusSeconds(30 * 86_400)
                                                                                        .getEpochSecond())))));
    }

    static JsonObjectBuilder created(Instant at) {
        return Json.createObjectBuilder().add("created", at.getEpochSecond());
    }

    Answer entitlements() {
        return tenant.api().get("/api/v1/billing/entitlements");
    }

    JsonObject standing() {
        return tenant.api().get("/api/v1/billing/subscription").json();
    }

    Map<String, Object> row() {
        return orra.database()
                .rows("select is_active, subscription_tier from tenants where clerk_org_id = ?", tenant.organisation)
                .get(0);
    }

    /** The API as an operator of Orra, who is of this tenant's organisation. */
    Api operator() {
        return orra.api()
                .as(orra.simulated()
                        .token(
                                tenant.organisation,
                                "user_operator",
                                "admin",
                                Json.createObjectBuilder()
                                        .add(
                                                "claims",
                                                Json.createObjectBuilder().add("role", "super_admin"))));
    }

    /** A tier of its own, with its limits. */
    Answer tier(String code, int strategies, int trades) {
        return operator()
                .put(
                        "/api/v1/admin/billing/tiers/" + code,
                        Json.createObjectBuilder()
                                .add("rank", 2_000 + Math.floorMod(code.hashCode(), 900_000))
                                .add("max_strategies", strategies)
                                .add("daily_trade_limit", trades)
                                .add("priority_execution", false)
                                .build());
    }

    /** A strategy that the momentum type's schema takes. */
    static JsonObjectBuilder strategy(boolean active) {
        return Json.createObjectBuilder()
                .add("name", "Morning")
                .add("strategy_type", "momentum")
                .add(
                        "parameters",
                        Json.createObjectBuilder()
                                .add("instruments", Json.createArrayBuilder().add("NSE:INFY"))
                                .add("quantity", 1))
                .add("is_active", active);
    }
}
