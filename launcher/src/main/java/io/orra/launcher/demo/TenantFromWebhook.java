package io.orra.launcher.demo;

import io.orra.launcher.simulators.SimulatedTenant;
import io.orra.launcher.simulators.SimulatorControl;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** A signed {@code organization.created} makes a tenant, and the same event again makes none. */
record TenantFromWebhook(DemoWorld world, boolean again) implements DemoStep {
    private static final String TYPE = "organization.created";

    @Override
    public String title() {
        return again ? "The same webhook again" : "Signed webhook, new tenant";
    }

    @Override
    public String run() {
        if (!again) {
            world.tenant.found();
        }
        String event = "msg_" + world.run();
        JsonObject answer = world.tenant.tell(TYPE, event);
        Mismatch.unlessEqual("status", 200, answer.getInt("status", 0));
        JsonObject body = body(answer);
        Mismatch.unlessEqual("received", true, body.getBoolean("received", false));
        Mismatch.unlessEqual("event_type", TYPE, body.getString("event_type", null));
        Mismatch.unlessEqual("updated", !again, body.getBoolean("updated", again));
        List<String> ids =
                world.database.column("select id from tenants where clerk_org_id = ?", world.tenant.organisation());
        Mismatch.unlessEqual("tenants of this organisation:", 1, ids.size());
        Mismatch.unlessEqual(
                "times that the event is stored:",
                1L,
                world.database.count("select count(*) from webhook_events where event_id = ?", event));
        return again ? "200, updated: false, still one tenant" : "200, tenant " + keep(body, ids.get(0));
    }

    private UUID keep(JsonObject body, String stored) {
        Mismatch.unlessEqual("tenant_id", stored, body.getString("tenant_id", null));
        world.tenantIs(UUID.fromString(stored));
        return world.tenantId();
    }

    /** Provisions a tenant that a later step needs. */
    static UUID provision(DemoWorld world, SimulatedTenant tenant) {
        tenant.found();
        JsonObject answer = tenant.tell(TYPE, "msg_" + tenant.organisation());
        Mismatch.unlessEqual("status of the webhook", 200, answer.getInt("status", 0));
        return UUID.fromString(world.database
                .column("select id from tenants where clerk_org_id = ?", tenant.organisation())
                .get(0));
    }

    /** The simulators hand on the body as text or as JSON. */
    private static JsonObject body(JsonObject answer) {
        return answer.get("body") instanceof JsonObject json
                ? json
                : SimulatorControl.parsed(answer.getString("body", ""));
    }
}
