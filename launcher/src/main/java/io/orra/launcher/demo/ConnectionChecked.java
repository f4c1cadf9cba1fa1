package io.orra.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** A request token, as one click at the broker gives it, becomes a session. */
record ConnectionChecked(DemoWorld world) implements DemoStep {
    @Override
    public String title() {
        return "POST check-connection";
    }

    @Override
    public String run() {
        JsonObject body = Json.createObjectBuilder()
                .add("request_token", world.tenant.requestToken(world.account))
                .build();
        JsonObject answer = world.ask(world.tenant, "POST", "/account/kite/check-connection", body, 200);
        Mismatch.unless(answer.getBoolean("success", false), "success: true", answer.toString());
        Mismatch.unlessEqual("message", "Kite connection successful", answer.getString("message", null));
        Mismatch.unlessEqual("kite_user_id", world.account.userId(), answer.getString("kite_user_id", null));
        Mismatch.unlessEqual(
                "live sessions at the broker:", 1, world.atBroker(world.account).getInt("live_tokens", 0));
        return "200, success: true, kite_user_id: " + world.account.userId();
    }
}
