package io.orra.launcher.simulators;

import io.orra.launcher.StackFailure;
import io.orra.launcher.process.Http;
import io.orra.launcher.process.Waiting;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;

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
    /** Long enough for a session that both sides hold to show its ticks. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Settings settings;
    private final SimulatorControl control;
    private final SimulatedTenant tenant;
    private final BrokerAccount account;
    private final List<Integer> tickers;

    /**
     * @param control the simulators' control endpoint
     * @param api the address of Orra's API
     * @param tickers ports of the ticker agents, any of which may stream the tenant
     */
    public DemoTenant(Settings settings, SimulatorControl control, String api, List<Integer> tickers) {
        this.settings = settings;
        this.tickers = tickers;
        this.control = control;
        this.tenant = new SimulatedTenant(ORGANISATION, USER, NAME, settings, control, api);
        this.account = new BrokerAccount(
                BROKER_USER,
                settings.get(Secret.DEMO_KITE_PASSWORD),
                settings.get(Secret.DEMO_KITE_TOTP_SEED),
                settings.get(Secret.DEMO_KITE_API_KEY),
                settings.get(Secret.DEMO_KITE_API_SECRET));
    }

    /** A token of the tenant's administrator, good for half a day. */
    public String token() {
        return tenant.token(TOKEN_SECONDS);
    }

    /** Makes the accounts outside, introduces the tenant to Orra, links the broker, and waits until ticks can flow. */
    public void provision() {
        registerWebhooks();
        tenant.open(account);
        introduce();
        String token = token();
        if (!linked(token)) {
            ask("PUT", "/account/kite-credentials", token, SimulatedTenant.link(account, true));
        } else if (!sessionLives() || ticksAreDue() && !Waiting.until(PATIENCE, this::ticksFlow)) {
            connect(token);
        }
        if (ticksAreDue()) {
            awaitTicks();
        }
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

    /** Clerk tells Orra with one id, however often it is told. */
    private void introduce() {
        tenant.found();
        int status = tenant.tell("organization.created", "msg_demo_organization_created")
                .getInt("status", 0);
        if (status / 100 != 2) {
            throw new StackFailure(
                    "Orra refuses the webhook that introduces the demo tenant with " + status,
                    "./orra logs payara says why.");
        }
    }

    private boolean linked(String token) {
        Http.Answer answer = ask("GET", "/account/kite-credentials/status", token, null);
        return SimulatorControl.parsed(answer.body()).getBoolean("linked", false);
    }

    /**
     * The simulated broker forgets its sessions when it restarts, and Orra still holds one that it believes in; or the
     * broker holds one that Orra never got, of a login that was under way when the server died. A request token, as one
     * click at the broker gives it, makes a new one.
     */
    private void connect(String token) {
        JsonObject body = Json.createObjectBuilder()
                .add("request_token", tenant.requestToken(account))
                .build();
        ask("POST", "/account/kite/check-connection", token, body);
    }

    private Http.Answer ask(String method, String path, String token, JsonObject body) {
        Http.Answer answer = tenant.ask(method, path, token, body);
        if (!answer.ok()) {
            throw new StackFailure(
                    "Orra answers " + answer.status() + " to " + method + " " + path + " for the demo tenant",
                    "./orra logs payara says why.");
        }
        return answer;
    }

    private void awaitTicks() {
        if (!Waiting.until(LIVE_WITHIN, this::ticksFlow)) {
            throw new StackFailure(
                    "the demo tenant has no " + (sessionLives() ? "stream of ticks" : "broker session") + " after "
                            + LIVE_WITHIN.toSeconds() + " s",
                    "./orra logs payara says why; AUTH_LOGIN_MODE=browser needs Chromium and its driver.");
        }
    }

    private boolean ticksAreDue() {
        return runs("auth") && runs("ticker");
    }

    private boolean ticksFlow() {
        return sessionLives() && streams() && published();
    }

    private boolean runs(String role) {
        return settings.find("ORRA_ROLES")
                .filter(roles -> !roles.contains(role))
                .isEmpty();
    }

    private boolean sessionLives() {
        return control.look("/kite/accounts/" + BROKER_USER).getInt("live_tokens", 0) > 0;
    }

    /** Whether the broker's ticks go out to the tenant. */
    private boolean streams() {
        return control.look("/kite/ticker/connections").getJsonArray("connections").stream()
                .map(JsonValue::asJsonObject)
                .anyMatch(connection -> connection.getString("user_id", "").equals(BROKER_USER)
                        && connection.getInt("ticks_sent", 0) > 0);
    }

    /** Whether a ticker agent has put any on Redis since it started. */
    private boolean published() {
        return tickers.stream()
                .flatMap(ticker -> Http.get("http://127.0.0.1:" + ticker + "/health").stream())
                .filter(answer -> answer.body().contains("metrics"))
                .map(answer -> SimulatorControl.parsed(answer.body()).getJsonObject("metrics"))
                .anyMatch(metrics -> metrics.getInt("ticks_published", 0) > 0);
    }
}
