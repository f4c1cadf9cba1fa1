package io.orra.launcher.demo;

import io.orra.launcher.process.Http;
import io.orra.launcher.simulators.SimulatorControl;
import jakarta.json.JsonObject;
import java.util.function.Supplier;

/**
 * Who has no good token, or belongs to no tenant, is refused in problem+json.
 *
 * @param token makes the token; null for none
 */
record TokenRefused(DemoWorld world, String title, Supplier<String> token, int status, String type)
        implements DemoStep {
    static TokenRefused missing(DemoWorld world) {
        return new TokenRefused(world, "Without a token", () -> null, 401, "not-authenticated");
    }

    static TokenRefused unsigned(DemoWorld world) {
        return new TokenRefused(
                world,
                "Unsigned token",
                () -> Tokens.of(world, "2", "none", world.tenant.organisation()),
                401,
                "invalid-token");
    }

    static TokenRefused unknownTenant(DemoWorld world) {
        return new TokenRefused(
                world,
                "Token of an unknown tenant",
                () -> Tokens.of(world, "2", "current", "org_unknown_" + world.run()),
                403,
                "organization-not-provisioned");
    }

    @Override
    public String run() {
        Http.Answer answer = world.tenant.ask("GET", DemoWorld.STATUS, token.get(), null);
        Mismatch.unlessEqual("status", status, answer.status());
        JsonObject problem = SimulatorControl.parsed(answer.body());
        Mismatch.unlessEqual("type", "urn:orra:problem:" + type, problem.getString("type", null));
        Mismatch.unlessEqual("status in the body", status, problem.getInt("status", 0));
        Mismatch.unless(problem.containsKey("correlation_id"), "a correlation_id", answer.body());
        return status + " " + type;
    }
}
