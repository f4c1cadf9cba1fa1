package io.orra.launcher.demo;

import io.orra.launcher.simulators.BrokerAccount;
import io.orra.launcher.simulators.SimulatedTenant;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** The tenant links its broker account, and the database holds none of what it sent in clear. */
record CredentialsSealed(DemoWorld world) implements DemoStep {
    @Override
    public String title() {
        return "PUT kite-credentials, sealed";
    }

    @Override
    public String run() {
        BrokerAccount account = world.account;
        world.tenant.open(account);
        JsonObject answer =
                world.ask(world.tenant, "PUT", DemoWorld.CREDENTIALS, SimulatedTenant.link(account, false), 200);
        Mismatch.unlessEqual("linked", true, answer.getBoolean("linked", false));
        Instant.parse(answer.getString("updated_at"));
        List<String> rows = world.database.column(
                "select to_jsonb(c)::text from kite_credentials c where tenant_id = ?", world.tenantId());
        Mismatch.unlessEqual("rows of this tenant:", 1, rows.size());
        List.of(account.apiKey(), account.apiSecret(), account.totpSeed(), account.userId(), account.password())
                .forEach(secret -> {
                    String encoded = Base64.getEncoder()
                            .withoutPadding()
                            .encodeToString(secret.getBytes(StandardCharsets.UTF_8));
                    Mismatch.unless(
                            !rows.get(0).contains(secret) && !rows.get(0).contains(encoded),
                            "a row without any value in clear",
                            "a row with one (not shown)");
                });
        return "200, linked: true; the row holds no value in clear";
    }
}
