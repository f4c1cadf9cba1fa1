package io.orra.launcher.simulators;

import io.orra.launcher.StackFailure;
import io.orra.launcher.process.Http;
import io.orra.launcher.process.Waiting;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A tenant to look at: organisation, administrator, and a simulated broker account that Orra logs in to by itself.
 * Making it again changes nothing.
 */
public final class DemoTenant {
    public static final String ORGANISATION = "org_demo";
    public static final String USER = "user_demo";
    public static final String BROKER_USER = "DM0001";
    private static final String NAME = "Demo";
    private static final long TOKEN_SECONDS = Duration.ofHours(12).toSeconds();
    private static final Duration LIVE_WITHIN = Duration.ofSeconds(90);

    private final Settings settings;
    private final SimulatorControl control;
    private final String api;

    /**
     * @param control the simulators' control endpoint
     * @param api the address of Orra's API
     */
    public DemoTenant(Settings settings, SimulatorControl control, String api) {
        this.settings = settings;
        this.control = control;
        this.api = api;
    }

    /** A token of the tenant's administrator, good for half a day. */
    public String token() {
        return control.token(ORGANISATION, USER, "admin", TOKEN_SECONDS);
    }

    /** Makes the accounts outside, introduces the tenant to Orra, links the broker, and waits until ticks can flow. */
    public void provision() {
        registerWebhooks();
        registerBrokerAccount();
        introduce();
        String token = token();
        if (!linked(token)) {
            link(token);
        } else if (!sessionLives()) {
            connect(token);
        }
        awaitStream();
    }

    private void registerWebhooks() {
        for (String path : List.of("telegram", "whatsapp", "email", "urgent")) {
            JsonObject webhook = Json.createObjectBuilder()
                    .add("registered", true)
                    .add("auth_header", settings.get(Setting.N8N_WEBHOOK_AUTH_HEADER))
                    .add("auth_value", settings.get(Secret.N8N_WEBHOOK_AUTH_VALUE))
                    .build();
            control.call("PUT", "/n8n/webhooks/" + path, webhook);
        }
    }

    private void registerBrokerAccount() {
        String apiKey = settings.get(Secret.DEMO_KITE_API_KEY);
        JsonObject app = Json.createObjectBuilder()
                .add("api_secret", settings.get(Secret.DEMO_KITE_API_SECRET))
                .add("redirect_url", api + "/api/v1/kite/callback")
                .add("consent_required", false)
                .build();
        control.call("PUT", "/kite/apps/" + apiKey, app);
        JsonObject account = Json.createObjectBuilder()
                .add("password", settings.get(Secret.DEMO_KITE_PASSWORD))
                .add("totp_seed", settings.get(Secret.DEMO_KITE_TOTP_SEED))
                .add("twofa_type", "totp")
                .add("enabled_apps", Json.createArrayBuilder().add(apiKey))
                .add("email", "demo@example.com")
                .add("user_name", NAME)
                .build();
        control.call("PUT", "/kite/accounts/" + BROKER_USER, account);
    }

    /** Clerk knows the organisation and tells Orra by a signed webhook, with one id however often it is told. */
    private void introduce() {
        JsonObject organisation = organisation().build();
        control.call("PUT", "/clerk/organizations/" + ORGANISATION, organisation);
        JsonObject webhook = Json.createObjectBuilder()
                .add("url", api + "/api/v1/webhooks/clerk")
                .add("secret", settings.get(Secret.CLERK_WEBHOOK_SECRET).split("[,\\s]+")[0])
                .add("type", "organization.created")
                .add("id", "msg_demo_organization_created")
                .add("data", organisation)
                .build();
        JsonObject sent = control.call("POST", "/clerk/webhooks", webhook);
        int status = sent.getInt("status", 0);
        if (status / 100 != 2) {
            throw new StackFailure(
                    "Orra refuses the webhook that introduces the demo tenant with " + status,
                    "./orra logs payara says why.");
        }
    }

    private static JsonObjectBuilder organisation() {
        return Json.createObjectBuilder()
                .add("object", "organization")
                .add("id", ORGANISATION)
                .add("name", NAME)
                .add("slug", "demo")
                .add("created_by", USER)
                .add("public_metadata", Json.createObjectBuilder())
                .add("private_metadata", Json.createObjectBuilder());
    }

    private boolean linked(String token) {
        Http.Answer answer = send("GET", "/api/v1/account/kite-credentials/status", token, null);
        return SimulatorControl.parsed(answer.body()).getBoolean("linked", false);
    }

    private void link(String token) {
        JsonObject credentials = Json.createObjectBuilder()
                .add("api_key", settings.get(Secret.DEMO_KITE_API_KEY))
                .add("api_secret", settings.get(Secret.DEMO_KITE_API_SECRET))
                .add("totp_secret", settings.get(Secret.DEMO_KITE_TOTP_SEED))
                .add("broker_user_id", BROKER_USER)
                .add("broker_password", settings.get(Secret.DEMO_KITE_PASSWORD))
                .add("auto_login", true)
                .build();
        send("PUT", "/api/v1/account/kite-credentials", token, credentials.toString());
    }

    /**
     * The simulated broker forgets its sessions when it restarts, and Orra still holds one that it believes in: a
     * request token, as one click at the broker gives it, makes a new one.
     */
    private void connect(String token) {
        JsonObject request = Json.createObjectBuilder()
                .add("user_id", BROKER_USER)
                .add("api_key", settings.get(Secret.DEMO_KITE_API_KEY))
                .build();
        String requestToken =
                control.call("POST", "/kite/request-tokens", request).getString("request_token");
        JsonObject body =
                Json.createObjectBuilder().add("request_token", requestToken).build();
        send("POST", "/api/v1/account/kite/check-connection", token, body.toString());
    }

    private Http.Answer send(String method, String path, String token, String body) {
        try {
            Http.Answer answer = Http.send(method, api + path, Map.of("Authorization", "Bearer " + token), body);
            if (!answer.ok()) {
                throw new StackFailure(
                        "Orra answers " + answer.status() + " to " + method + " " + path + " for the demo tenant",
                        "./orra logs payara says why.");
            }
            return answer;
        } catch (IOException away) {
            throw new StackFailure("Orra does not answer on " + api, "./orra logs payara says why.");
        }
    }

    private void awaitStream() {
        if (!runs("auth") || !runs("ticker")) {
            return;
        }
        if (!Waiting.until(LIVE_WITHIN, () -> sessionLives() && streams())) {
            throw new StackFailure(
                    "the demo tenant has no " + (sessionLives() ? "stream of ticks" : "broker session") + " after "
                            + LIVE_WITHIN.toSeconds() + " s",
                    "./orra logs payara says why; AUTH_LOGIN_MODE=browser needs Chromium and its driver.");
        }
    }

    private boolean runs(String role) {
        return settings.find("ORRA_ROLES")
                .filter(roles -> !roles.contains(role))
                .isEmpty();
    }

    private boolean sessionLives() {
        return control.look("/kite/accounts/" + BROKER_USER).getInt("live_tokens", 0) > 0;
    }

    private boolean streams() {
        return control.look("/kite/ticker/connections").getJsonArray("connections").stream()
                .anyMatch(connection ->
                        connection.asJsonObject().getString("user_id", "").equals(BROKER_USER));
    }
}
