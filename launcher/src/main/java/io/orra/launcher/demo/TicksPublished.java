package io.orra.launcher.demo;

import io.orra.launcher.settings.Setting;
import io.orra.launcher.simulators.SimulatorControl;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Every instrument of the tenant ticks on its own channel, over a stream that the new session opened. */
record TicksPublished(DemoWorld world) implements DemoStep {
    private static final Duration WITHIN = Duration.ofSeconds(60);

    @Override
    public String title() {
        return "Ticks on Redis, no restart";
    }

    @Override
    public String run() {
        String prefix = "ticker:" + world.tenantId() + ":";
        List<String> instruments = Arrays.stream(world.settings()
                        .get(Setting.TICKER_INSTRUMENT_TOKENS_CSV)
                        .split("[,\\s]+"))
                .filter(token -> !token.isEmpty())
                .toList();
        Mismatch.unlessWithin(
                WITHIN, "a stream of the new app", this::streams, () -> "none; the broker shows other streams");
        try (Subscription subscription = new Subscription(world.redis, prefix + "*")) {
            Mismatch.unlessWithin(
                    WITHIN,
                    "a tick of each of " + instruments,
                    () -> instruments.stream()
                            .allMatch(token -> subscription.newest().containsKey(prefix + token)),
                    () -> "ticks of " + subscription.newest().keySet());
            Map<String, String> ticks = subscription.newest();
            ticks.forEach((channel, json) ->
                    TickShape.check(Long.parseLong(channel.substring(prefix.length())), SimulatorControl.parsed(json)));
            return ticks.size() + " instruments; " + shown(ticks.get(prefix + instruments.get(0)));
        }
    }

    private boolean streams() {
        return world.control.look("/kite/ticker/connections").getJsonArray("connections").stream()
                .map(connection -> connection.asJsonObject())
                .anyMatch(connection -> connection.getString("api_key", "").equals(world.laterApp.apiKey())
                        && connection.getString("user_id", "").equals(world.account.userId()));
    }

    private static String shown(String json) {
        JsonObject tick = SimulatorControl.parsed(json);
        return tick.get("instrument_token") + " at " + tick.get("last_price");
    }
}
