package io.orra.launcher.demo;

import io.orra.launcher.process.Http;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.simulators.SimulatedTenant;
import io.orra.launcher.simulators.SimulatorControl;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A wrong TOTP seed makes one message on {@code auth_errors}, and that one call of the urgent webhook. */
record WrongSeedReported(DemoWorld world) implements DemoStep {
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(120);
    private static final Duration ROUND_WITHIN = Duration.ofSeconds(20);
    private static final int QUIET_ROUNDS = 2;

    @Override
    public String title() {
        return "Wrong TOTP seed, urgent webhook";
    }

    @Override
    public String run() {
        SimulatedTenant tenant = world.unlucky;
        UUID id = TenantFromWebhook.provision(world, tenant);
        tenant.open(world.unluckyAccount);
        String wrong = RandomText.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32);
        JsonObject link = SimulatedTenant.link(world.unluckyAccount.withSeed(wrong), true);
        world.ask(tenant, "PUT", DemoWorld.CREDENTIALS, link, 200);
        Inbox urgent = new Inbox(world.control, world.settings(), "urgent", id);
        Mismatch.unlessWithin(
                TOLD_WITHIN,
                "a call of the urgent webhook",
                () -> !urgent.received().isEmpty(),
                () -> "none");
        awaitQuietRounds();
        Mismatch.unlessEqual(
                "calls of the urgent webhook:", 1, urgent.received().size());
        Mismatch.unlessEqual("messages on auth_errors:", 1L, messages(id));
        JsonObject account = world.atBroker(world.unluckyAccount);
        Mismatch.unlessEqual("the account is blocked:", false, account.getBoolean("blocked", true));
        check(urgent.proven(urgent.received().get(0)), id);
        return "one message, one call; wrong codes at the broker: " + account.get("bad_twofa");
    }

    private void check(JsonObject body, UUID id) {
        String user = world.database
                .column("select user_id from kite_credentials where tenant_id = ?", id)
                .get(0);
        Payload.check(body, "event_type", "auth_2fa_failed");
        Payload.check(body, "severity", "urgent");
        Payload.check(body, "tenant_id", id.toString());
        Payload.check(body, "user_id", user);
        Payload.check(body, "channel", "email");
        Payload.check(body, "destination", world.unlucky.organisation());
        Payload.check(
                body, "message", "Urgent: Zerodha 2FA login failed. Please re-check your credentials immediately.");
        Payload.time(body);
        JsonObject meta = body.getJsonObject("meta");
        Payload.check(meta, "event_type", "auth_2fa_failed");
        Payload.check(meta, "severity", "urgent");
        Payload.check(meta, "tenant_id", id.toString());
        Payload.check(meta, "user_id", user);
        Mismatch.unless(
                meta.containsKey("error") && meta.containsKey("occurred_at"),
                "error and occurred_at in meta",
                meta.keySet().toString());
    }

    private long messages(UUID id) {
        return world.database.count(
                "select count(*) from notification_inbox where source_queue = 'auth_errors' and tenant_id = ?", id);
    }

    /** A second message would be made by one of the agent's next rounds. */
    private void awaitQuietRounds() {
        for (int round = 0; round < QUIET_ROUNDS; round++) {
            Instant seen = lastRound();
            Mismatch.unlessWithin(
                    ROUND_WITHIN,
                    "another round of the auth agent",
                    () -> lastRound().isAfter(seen),
                    () -> "none since " + seen);
        }
    }

    private Instant lastRound() {
        String address = "http://127.0.0.1:" + world.settings().port(PortSetting.AUTH_AGENT_PORT) + "/health";
        return Http.get(address)
                .map(answer -> SimulatorControl.parsed(answer.body()).getString("last_run_at", ""))
                .filter(at -> !at.isEmpty())
                .map(Instant::parse)
                .orElseThrow(() -> new Mismatch("last_run_at of the auth agent", "no answer"));
    }
}
