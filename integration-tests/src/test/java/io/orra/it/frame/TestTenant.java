package io.orra.it.frame;

import io.orra.launcher.ServiceName;
import io.orra.launcher.settings.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant of a test's own: organisation, administrator, Kite app and broker account, each with a fresh name. */
public final class TestTenant {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final List<TestTenant> ALL = new CopyOnWriteArrayList<>();
    private static final String RUN = Long.toString(System.currentTimeMillis() % 100_000_000, 36);

    public final String organisation;
    public final String subject;
    public final String apiKey;
    public final String apiSecret;
    public final String brokerUser;
    public final String password;
    public final String totpSeed = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private final Orra orra;
    private String id;

    private TestTenant(Orra orra) {
        this.orra = orra;
        String name = RUN + NUMBER.incrementAndGet();
        organisation = "org_" + name;
        subject = "user_" + name;
        apiKey = "key" + name;
        apiSecret = "planted-secret-" + name;
        password = "planted-password-" + name;
        brokerUser = "TT" + name.toUpperCase(java.util.Locale.ROOT);
        ALL.add(this);
    }

    /** Every tenant of this run, for the search for what must not be found. */
    public static List<TestTenant> all() {
        return List.copyOf(ALL);
    }

    /** Not introduced to Orra yet. */
    public static TestTenant unknown(Orra orra) {
        return new TestTenant(orra);
    }

    /** Introduced to Orra by Clerk's webhook; nothing linked yet. */
    public static TestTenant provisioned(Orra orra) {
        TestTenant tenant = new TestTenant(orra);
        JsonObject told = tenant.tell("organization.created", null);
        if (told.getInt("status") != 200) {
            throw new AssertionError("the webhook was refused: " + told);
        }
        tenant.id = body(told).getString("tenant_id");
        return tenant;
    }

    /** With an account at the broker and linked to it, automatic login included. */
    public static TestTenant linked(Orra orra) {
        TestTenant tenant = provisioned(orra);
        tenant.openBrokerAccount();
        tenant.mustTake(tenant.link(tenant.totpSeed, true));
        return tenant;
    }

    public String id() {
        return id;
    }

    public String token() {
        return orra.simulated().token(organisation, subject, "admin");
    }

    public Api api() {
        return orra.api().as(token());
    }

    public void openBrokerAccount() {
        orra.simulated()
                .put(
                        "/kite/apps/" + apiKey,
                        Json.createObjectBuilder()
                                .add("api_secret", apiSecret)
                                .add("redirect_url", orra.api().base() + "/api/v1/kite/callback")
                                .build());
        orra.simulated()
                .put(
                        "/kite/accounts/" + brokerUser,
                        Json.createObjectBuilder()
                                .add("password", password)
                                .add("totp_seed", totpSeed)
                                .add("enabled_apps", Json.createArrayBuilder().add(apiKey))
                                .build());
    }

    public Answer link(String seed, boolean autoLogin) {
        return api().put(
                        "/api/v1/account/kite-credentials",
                        Json.createObjectBuilder()
                                .add("api_key", apiKey)
                                .add("api_secret", apiSecret)
                                .add("totp_secret", seed)
                                .add("broker_user_id", brokerUser)
                                .add("broker_password", password)
                                .add("auto_login", autoLogin)
                                .build());
    }

    /** What the broker counts for the account. */
    public JsonObject brokerAccount() {
        return orra.simulated().get("/kite/accounts/" + brokerUser);
    }

    /** Its open sockets at the broker's ticker. */
    public List<JsonObject> brokerSockets() {
        return orra.simulated().sockets().stream()
                .filter(socket -> socket.getString("user_id", "").equals(brokerUser))
                .toList();
    }

    /** A request token as one click at the broker gives it. */
    public String requestToken() {
        return orra.simulated()
                .post(
                        "/kite/request-tokens",
                        Json.createObjectBuilder()
                                .add("user_id", brokerUser)
                                .add("api_key", apiKey)
                                .build())
                .getString("request_token");
    }

    /** With a session that a login by hand gave, so that no code of the account was used. */
    public static TestTenant loggedIn(Orra orra, boolean autoLogin) {
        TestTenant tenant = provisioned(orra);
        tenant.openBrokerAccount();
        tenant.mustTake(tenant.link(tenant.totpSeed, false));
        tenant.mustTake(tenant.api()
                .post(
                        "/api/v1/account/kite/check-connection",
                        Json.createObjectBuilder()
                                .add("request_token", tenant.requestToken())
                                .build()));
        if (autoLogin) {
            tenant.mustTake(tenant.link(tenant.totpSeed, true));
        }
        return tenant;
    }

    private void mustTake(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError("refused: " + answer.body());
        }
    }

    /** Clerk tells Orra of the organisation; returns what Orra answered, see {@link #body}. */
    public JsonObject tell(String event, String eventId) {
        return tell(event, eventId, Json.createObjectBuilder());
    }

    public JsonObject tell(String event, String eventId, JsonObjectBuilder changes) {
        JsonObjectBuilder webhook = Json.createObjectBuilder()
                .add("url", orra.part(ServiceName.PAYARA).address() + "/api/v1/webhooks/clerk")
                .add("secret", orra.settled().get(Secret.CLERK_WEBHOOK_SECRET).split(",")[0])
                .add("type", event)
                .add(
                        "data",
                        Json.createObjectBuilder()
                                .add("object", "organization")
                                .add("id", organisation)
                                .add("name", "Test " + organisation));
        if (eventId != null) {
            webhook.add("id", eventId);
        }
        webhook.addAll(changes);
        return orra.simulated().post("/clerk/webhooks", webhook.build());
    }

    /** The JSON that Orra answered to a webhook. */
    public static JsonObject body(JsonObject told) {
        try (var reader = Json.createReader(new java.io.StringReader(told.getString("body")))) {
            return reader.readObject();
        }
    }
}
