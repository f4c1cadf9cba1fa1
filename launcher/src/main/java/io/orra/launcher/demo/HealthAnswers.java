package io.orra.launcher.demo;

import io.orra.launcher.process.Http;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.simulators.SimulatorControl;
import jakarta.json.JsonObject;
import java.util.Set;

/**
 * Each port says that its part is well, in the original's words.
 *
 * @param agent the agent's name; null for the API
 */
record HealthAnswers(DemoWorld world, PortSetting port, String agent) implements DemoStep {
    private static final Set<String> FIELDS =
            Set.of("name", "healthy", "ready", "last_error", "last_success_at", "last_run_at", "metrics");

    @Override
    public String title() {
        return (agent == null ? "API" : agent) + ", port " + world.settings().port(port);
    }

    @Override
    public String run() {
        return agent == null ? api() : agentsOwn();
    }

    private String api() {
        JsonObject health = ask("/health");
        Mismatch.unlessEqual("body", "{\"status\":\"ok\"}", health.toString());
        return "/health " + health;
    }

    private String agentsOwn() {
        JsonObject health = ask("/health");
        Mismatch.unlessEqual("fields", FIELDS, health.keySet());
        Mismatch.unlessEqual("name", agent, health.getString("name", null));
        Mismatch.unless(
                health.getBoolean("healthy", false) && health.getBoolean("ready", false),
                "healthy and ready",
                health.toString());
        JsonObject ready = ask("/ready");
        Mismatch.unlessEqual("body of /ready", "{\"ready\":true}", ready.toString());
        return "/health healthy, /ready " + ready;
    }

    private JsonObject ask(String path) {
        Http.Answer answer = Http.get("http://127.0.0.1:" + world.settings().port(port) + path)
                .orElseThrow(() -> new Mismatch(path + " answers", "nothing"));
        Mismatch.unlessEqual(path + ": status", 200, answer.status());
        return SimulatorControl.parsed(answer.body());
    }
}
