package io.orra.launcher.demo;

import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.process.Http;
import io.orra.launcher.settings.Settings;
import io.orra.launcher.simulators.BrokerAccount;
import io.orra.launcher.simulators.SimulatedTenant;
import io.orra.launcher.simulators.SimulatorControl;
import jakarta.json.JsonObject;
import java.util.UUID;

/** What the steps share: two tenants that nobody had before, their accounts at the broker, and ways to look. */
final class DemoWorld {
    static final String CREDENTIALS = "/account/kite-credentials";
    static final String STATUS = CREDENTIALS + "/status";

    private static final long TOKEN_SECONDS = 900;

    private final Stack stack;
    private final String run = RandomText.of("abcdefghijkmnpqrstuvwxyz23456789", 8);
    private UUID tenantId;
    private String firstAccessToken;

    final SimulatorControl control;
    final SimulatedTenant tenant;
    final BrokerAccount account;
    final BrokerAccount laterApp;
    final SimulatedTenant unlucky;
    final BrokerAccount unluckyAccount;
    final DemoDatabase database;
    final DemoRedis redis;

    DemoWorld(Stack stack) {
        this.stack = stack;
        this.control = stack.simulators();
        this.tenant = simulated("org_demo_" + run, "user_demo_" + run, "Demo " + run);
        this.unlucky = simulated("org_unlucky_" + run, "user_unlucky_" + run, "Unlucky " + run);
        this.account = account("DA");
        this.laterApp = account.withApp(RandomText.word(16), RandomText.word(32));
        this.unluckyAccount = account("DB");
        this.database = new DemoDatabase(stack.settings());
        this.redis = new DemoRedis(stack.settings());
    }

    private SimulatedTenant simulated(String organisation, String user, String name) {
        String api = stack.service(ServiceName.PAYARA).address();
        return new SimulatedTenant(organisation, user, name, stack.settings(), control, api);
    }

    private static BrokerAccount account(String prefix) {
        return new BrokerAccount(
                prefix + RandomText.of("0123456789", 6),
                RandomText.word(20),
                RandomText.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32),
                RandomText.word(16),
                RandomText.word(32));
    }

    Settings settings() {
        return stack.settings();
    }

    /** Whether the auth agent drives a browser. */
    boolean browser() {
        return settings()
                .find("AUTH_LOGIN_MODE")
                .filter("http"::equalsIgnoreCase)
                .isEmpty();
    }

    long payaraPid() {
        return stack.service(ServiceName.PAYARA).pid().orElseThrow(() -> new Mismatch("Payara Server runs", "ended"));
    }

    /** Different in every run; part of every name that the run makes. */
    String run() {
        return run;
    }

    /** The tenant's id in Orra, once it is provisioned. */
    UUID tenantId() {
        return tenantId;
    }

    void tenantIs(UUID id) {
        tenantId = id;
    }

    /** What Redis held after the first session. */
    String firstAccessToken() {
        return firstAccessToken;
    }

    void firstAccessTokenIs(String token) {
        firstAccessToken = token;
    }

    /** Asks as the tenant's administrator; whatever comes back must have this status. */
    JsonObject ask(SimulatedTenant who, String method, String path, JsonObject body, int status) {
        Http.Answer answer = who.ask(method, path, who.token(TOKEN_SECONDS), body);
        Mismatch.unlessEqual(method + " " + path + ": status", status, answer.status());
        return SimulatorControl.parsed(answer.body());
    }

    /** What the broker shows of an account: counters and live sessions. */
    JsonObject atBroker(BrokerAccount who) {
        return control.look("/kite/accounts/" + who.userId());
    }

    /** Takes away what the run made, as far as it came: Orra keeps the tenants' rows, inactive and without secrets. */
    void clear() {
        for (SimulatedTenant made : new SimulatedTenant[] {tenant, unlucky}) {
            made.tell("organization.deleted", "msg_" + made.organisation() + "_deleted");
            control.remove("/clerk/organizations/" + made.organisation());
        }
        for (BrokerAccount made : new BrokerAccount[] {account, laterApp, unluckyAccount}) {
            control.remove("/kite/accounts/" + made.userId());
            control.remove("/kite/apps/" + made.apiKey());
        }
    }
}
