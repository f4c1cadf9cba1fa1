package io.orra.launcher.demo;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** The tenant reads when it linked its account. */
record CredentialsStatus(DemoWorld world) implements DemoStep {
    @Override
    public String title() {
        return "GET kite-credentials/status";
    }

    @Override
    public String run() {
        JsonObject answer = world.ask(world.tenant, "GET", DemoWorld.STATUS, null, 200);
        Mismatch.unlessEqual("linked", true, answer.getBoolean("linked", false));
        Instant at = Instant.parse(answer.getString("updated_at"));
        Duration ago = Duration.between(at, Instant.now());
        Mismatch.unless(!ago.isNegative() && ago.toMinutes() < 5, "an updated_at of just now", at.toString());
        return "200, linked: true, updated_at: " + at;
    }
}
