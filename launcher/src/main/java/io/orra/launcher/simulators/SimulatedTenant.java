package io.orra.launcher.simulators;

import io.orra.launcher.StackFailure;
import io.orra.launcher.process.Http;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Settings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Map;

/**
 * An organisation at the simulated Clerk with one administrator: what Clerk, the broker and the administrator do.
 *
 * @param organisation Clerk's id of it
 * @param user Clerk's id of its administrator
 * @param api the address of Orra's API
 */
public record SimulatedTenant(
        String organisation, String user, String name, Settings settings, SimulatorControl control, String api) {

    /** A token of the administrator. */
    public String token(long ttlSeconds) {
        return control.token(organisation, user, "admin", ttlSeconds);
    }

    /** Opens the account and its app at the broker; once more, and nothing changes. */
    public void open(BrokerAccount account) {
        JsonObject app = Json.createObjectBuilder()
                .add("api_secret", account.apiSecret())
                .add("redirect_url", api + "/api/v1/kite/callback")
                .add("consent_required", false)
                .build();
        control.call("PUT", "/kite/apps/" + account.apiKey(), app);
        JsonObject owner = Json.createObjectBuilder()
                .add("password", account.password())
                .add("totp_seed", account.totpSeed())
                .add("twofa_type", "totp")
                .add("enabled_apps", Json.createArrayBuilder().add(account.apiKey()))
                .add("email", user + "@example.com")
                .add("user_name", name)
                .build();
        control.call("PUT", "/kite/accounts/" + account.userId(), owner);
    }

    /** Clerk knows the organisation. */
    public void found() {
        control.call("PUT", "/clerk/organizations/" + organisation, description());
    }

    /**
     * Clerk tells Orra of the organisation by a signed webhook.
     *
     * @param type for example {@code organization.created}
     * @param id the event's
     * @return status and body of Orra's answer, as {@code status} and {@code body}
     */
    public JsonObject tell(String type, String id) {
        JsonObject webhook = Json.createObjectBuilder()
                .add("url", api + "/api/v1/webhooks/clerk")
                .add("secret", settings.get(Secret.CLERK_WEBHOOK_SECRET).split("[,\\s]+")[0])
                .add("type", type)
                .add("id", id)
                .add("data", description())
                .build();
        return control.call("POST", "/clerk/webhooks", webhook);
    }

    private JsonObject description() {
        return Json.createObjectBuilder()
                .add("object", "organization")
                .add("id", organisation)
                .add("name", name)
                .add("slug", organisation.replace("org_", "").replace('_', '-'))
                .add("created_by", user)
                .add("public_metadata", Json.createObjectBuilder())
                .add("private_metadata", Json.createObjectBuilder())
                .build();
    }

    /** The request token that one click at the broker gives. */
    public String requestToken(BrokerAccount account) {
        JsonObject request = Json.createObjectBuilder()
                .add("user_id", account.userId())
                .add("api_key", account.apiKey())
                .build();
        return control.call("POST", "/kite/request-tokens", request).getString("request_token");
    }

    /** The body that links the account. */
    public static JsonObject link(BrokerAccount account, boolean autoLogin) {
        return Json.createObjectBuilder()
                .add("api_key", account.apiKey())
                .add("api_secret", account.apiSecret())
                .add("totp_secret", account.totpSeed())
                .add("broker_user_id", account.userId())
                .add("broker_password", account.password())
                .add("auto_login", autoLogin)
                .build();
    }

    /**
     * Asks Orra's API.
     *
     * @param path after {@code /api/v1}
     * @param token null for none
     * @param body null for none
     */
    public Http.Answer ask(String method, String path, String token, JsonObject body) {
        try {
            Map<String, String> headers = token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
            return Http.send(method, api + "/api/v1" + path, headers, body == null ? null : body.toString());
        } catch (IOException away) {
            throw new StackFailure("Orra does not answer on " + api, "./orra logs payara says why.");
        }
    }
}
