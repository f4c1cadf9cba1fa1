package io.orra.benchmarks.tenants;

import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.process.Http;
import io.orra.launcher.settings.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;

/** Makes tenants as the outside world does: Clerk tells of them, the broker gets their app and account. */
public final class TenantMaker {

    /** The seed of all accounts' second factor. */
    public static final String TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private static final String SECRET = "benchmarksecret";
    private static final String PASSWORD = "benchmarkpassword";
    private static final long TOKEN_SECONDS = 7_200;

    private final Stack stack;
    private final String api;

    /** @param stack one that runs, or an address of whose server is known already */
    public TenantMaker(Stack stack) {
        this.stack = stack;
        this.api = stack.service(ServiceName.PAYARA).address() + "/api/v1";
    }

    public String api() {
        return api;
    }

    /** Clerk tells of a new organisation; returns the tenant's id. */
    public String provisioned(String organisation) throws IOException {
        JsonObject told = control(
                "POST",
                "/clerk/webhooks",
                Json.createObjectBuilder()
                        .add("url", api + "/webhooks/clerk")
                        .add(
                                "secret",
                                stack.settings()
                                        .get(Secret.CLERK_WEBHOOK_SECRET)
                                        .split(",")[0])
                        .add("type", "organization.created")
                        .add(
                                "data",
                                Json.createObjectBuilder()
                                        .add("id", organisation)
                                        .add("name", "Benchmark")));
        if (told.getInt("status") != 200) {
            throw new IOException("a tenant could not be made: " + told.getString("body")
                    + "; is it started with RATE_LIMIT_ADDRESS_PER_MINUTE=0?");
        }
        return parsed(told.getString("body")).getString("tenant_id");
    }

    /** A token of a user of the organisation, good for two hours. */
    public String token(String organisation, String subject, String role) {
        return stack.simulators().token(organisation, subject, role, TOKEN_SECONDS);
    }

    /** An app at the broker, and an account that may use it. */
    public void atTheBroker(String apiKey, String user) throws IOException {
        app(apiKey);
        control(
                "PUT",
                "/kite/accounts/" + user,
                Json.createObjectBuilder()
                        .add("password", PASSWORD)
                        .add("totp_seed", TOTP)
                        .add("enabled_apps", Json.createArrayBuilder().add(apiKey)));
    }

    private void app(String apiKey) throws IOException {
        control(
                "PUT",
                "/kite/apps/" + apiKey,
                Json.createObjectBuilder().add("api_secret", SECRET).add("redirect_url", "http://127.0.0.1:9/cb"));
    }

    /** What the app's owner gives Orra, for a login by hand. */
    public JsonObjectBuilder credentials(String apiKey) {
        return Json.createObjectBuilder()
                .add("api_key", apiKey)
                .add("api_secret", SECRET)
                .add("totp_secret", TOTP);
    }

    /** The same, with consent to automatic login. */
    public JsonObjectBuilder automatic(String apiKey, String user) {
        return credentials(apiKey)
                .add("broker_user_id", user)
                .add("broker_password", PASSWORD)
                .add("auto_login", true);
    }

    /** A request token as after a login by hand. */
    public String requestToken(String apiKey, String user) throws IOException {
        return control(
                        "POST",
                        "/kite/request-tokens",
                        Json.createObjectBuilder().add("user_id", user).add("api_key", apiKey))
                .getString("request_token");
    }

    public String appSecret() {
        return SECRET;
    }

    /** A call of the API that must be taken. */
    public void ask(String method, String path, String token, JsonObjectBuilder body) throws IOException {
        Http.Answer answer = Http.send(
                method,
                api + path,
                Map.of("Authorization", "Bearer " + token),
                body.build().toString());
        if (!answer.ok()) {
            throw new IOException(method + " " + path + " answers " + answer.status() + " " + answer.body());
        }
    }

    /** A call of the simulators' control. */
    public JsonObject control(String method, String path, JsonObjectBuilder body) throws IOException {
        Http.Answer answer = Http.send(
                method,
                stack.simulators().url() + path,
                Map.of("Content-Type", "application/json"),
                body == null ? null : body.build().toString());
        if (!answer.ok()) {
            throw new IOException(method + " " + path + " answers " + answer.status() + " " + answer.body());
        }
        return parsed(answer.body());
    }

    private static JsonObject parsed(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.isEmpty() ? "{}" : text))) {
            return reader.readObject();
        }
    }
}
