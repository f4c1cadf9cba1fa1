package io.orra.benchmarks.billing;

import io.orra.benchmarks.ServerOptions;
import io.orra.benchmarks.load.Call;
import io.orra.benchmarks.tenants.TenantMaker;
import io.orra.launcher.Home;
import io.orra.launcher.Stack;
import io.orra.launcher.settings.Secret;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The running Orra of {@code ORRA_STATE_DIR}, with tenants for a load. */
final class BillingWorld {

    private final Stack stack;
    private final TenantMaker maker;
    private final String api;

    private BillingWorld(Stack stack) {
        this.stack = stack;
        this.maker = new TenantMaker(stack);
        this.api = maker.api();
    }

    static BillingWorld running() {
        Home home = Home.find();
        return new BillingWorld(Stack.open(home, home.state(System.getenv()), System.getenv(), Optional.empty()));
    }

    /** What the server was started with. */
    String serverOptions() {
        return ServerOptions.of(stack);
    }

    /** A tenant, provisioned as Clerk would do it. */
    record LoadTenant(String organisation, String token) {}

    LoadTenant tenant() throws IOException {
        String organisation = "org_load_" + UUID.randomUUID();
        maker.provisioned(organisation);
        return new LoadTenant(organisation, maker.token(organisation, "user_load", "member"));
    }

    Call tradeGuard(LoadTenant tenant) {
        return new Call(
                "POST",
                api + "/billing/guards/trade",
                Map.of("Authorization", "Bearer " + tenant.token(), "Content-Type", "application/json"),
                null);
    }

    /** A paid invoice, signed as Stripe signs. */
    Call paid(LoadTenant tenant, String tier, Instant created) {
        String body = Json.createObjectBuilder()
                .add("id", "evt_" + UUID.randomUUID())
                .add("object", "event")
                .add("type", "invoice.paid")
                .add("created", created.getEpochSecond())
                .add(
                        "data",
                        Json.createObjectBuilder()
                                .add(
                                        "object",
                                        Json.createObjectBuilder()
                                                .add("object", "invoice")
                                                .add("subscription", "sub_" + tenant.organisation())
                                                .add(
                                                        "metadata",
                                                        Json.createObjectBuilder()
                                                                .add("clerk_org_id", tenant.organisation())
                                                                .add("tier", tier))))
                .build()
                .toString();
        long now = Instant.now().getEpochSecond();
        return new Call(
                "POST",
                api + "/webhooks/billing",
                Map.of("Stripe-Signature", "t=" + now + ",v1=" + hmac(now + "." + body)),
                body);
    }

    private String hmac(String signed) {
        try {
            byte[] key = stack.settings()
                    .get(Secret.STRIPE_WEBHOOK_SECRET)
                    .split(",")[0]
                    .getBytes(StandardCharsets.UTF_8);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJreHasIt) {
            throw new IllegalStateException(everyJreHasIt);
        }
    }
}
