package io.orra.launcher.demo;

import io.orra.launcher.process.Http;
import io.orra.launcher.simulators.SimulatorControl;
import jakarta.json.JsonObject;

/** A session token of either version of Clerk's claims lets its tenant in. */
record TokenAccepted(DemoWorld world, String version) implements DemoStep {
    @Override
    public String title() {
        return "Token, version " + version;
    }

    @Override
    public String run() {
        String token = Tokens.of(world, version, "current", world.tenant.organisation());
        Http.Answer answer = world.tenant.ask("GET", DemoWorld.STATUS, token, null);
        Mismatch.unlessEqual("status", 200, answer.status());
        JsonObject body = SimulatorControl.parsed(answer.body());
        Mismatch.unless(
                body.containsKey("linked") && !body.getBoolean("linked") && body.isNull("updated_at"),
                "linked: false, updated_at: null",
                answer.body());
        return "200, linked: false";
    }
}
