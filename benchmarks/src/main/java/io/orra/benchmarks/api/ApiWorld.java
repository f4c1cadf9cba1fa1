package io.orra.benchmarks.api;

import io.orra.launcher.Home;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.process.Http;
import io.orra.launcher.settings.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The running Orra of {@code ORRA_STATE_DIR}, filled up to a thousand tenants. */
final class ApiWorld {

    private static final int TENANTS = 1_000;
    private static final int CALLERS = 100;
    private static final long TOKEN_SECONDS = 7_200;
    private static final String PROFILE = "{\"max_daily_loss\":\"1000.00\",\"max_orders\":50}";

    private final Stack stack;
    private final String api;
    private final List<String> callers = new ArrayList<>();

    private ApiWorld(Stack stack) {
        this.stack = stack;
        this.api = stack.service(ServiceName.PAYARA).address() + "/api/v1";
    }

    /** @throws IOException when it does not run, or limits requests: start it with RATE_LIMIT_…_PER_MINUTE=0 */
    static ApiWorld running() throws IOException {
        Home home = Home.find();
        ApiWorld world = new ApiWorld(Stack.open(home, home.state(System.getenv()), System.getenv(), Optional.empty()));
        world.fill();
        return world;
    }

    /** One token for each of a hundred tenants; each has a profile and linked credentials. */
    List<String> callers() {
        return callers;
    }

    String operator() {
        return token("org_load_0", "user_operator", true);
    }

    List<Route> routes() {
        return List.of(
                new Route("GET /profile/trading", "GET", api + "/profile/trading", null, 0.7, false),
                new Route(
                        "GET /account/kite-credentials/status",
                        "GET",
                        api + "/account/kite-credentials/status",
                        null,
                        0.7,
                        false),
                new Route("PUT /profile/trading", "PUT", api + "/profile/trading", PROFILE, 0.4, false),
                new Route(
                        "GET /admin/tenants/active, a page of 50 of " + TENANTS,
                        "GET",
                        api + "/admin/tenants/active?limit=50",
                        null,
                        0,
                        true));
    }

    /** The gate and nothing behind it: token, tenant, role, JSON. */
    Route empty() {
        return new Route("GET /account (empty: the gate alone)", "GET", api + "/account", null, 0, false);
    }

    private void fill() throws IOException {
        for (int i = 0; i < TENANTS; i++) {
            provision("org_load_" + i);
        }
        for (int i = 0; i < CALLERS; i++) {
            String token = token("org_load_" + i, "user_load", false);
            send("PUT", "/profile/trading", token, PROFILE);
            send(
                    "PUT",
                    "/account/kite-credentials",
                    token,
                    "{\"api_key\":\"loadkey\",\"api_secret\":\"loadsecret\",\"totp_secret\":\"JBSWY3DPEHPK3PXP\"}");
            callers.add(token);
        }
        if (!send("GET", "/account", callers.get(0), null).body().contains("org_load_0")) {
            throw new IOException("the API does not know the callers");
        }
    }

    /** Told again, an event counts once: a second run finds the tenants there. */
    private void provision(String organisation) throws IOException {
        String event = Json.createObjectBuilder()
                .add("url", api + "/webhooks/clerk")
                .add("secret", stack.settings().get(Secret.CLERK_WEBHOOK_SECRET).split(",")[0])
                .add("type", "organization.created")
                .add("id", "msg_" + organisation)
                .add("data", Json.createObjectBuilder().add("id", organisation).add("name", "Load"))
                .build()
                .toString();
        Http.Answer told = Http.send("POST", stack.simulators().url() + "/clerk/webhooks", Map.of(), event);
        if (!told.ok() || !told.body().contains("\"status\":200")) {
            throw new IOException("a tenant could not be made: " + told.body()
                    + "; is it started with RATE_LIMIT_ADDRESS_PER_MINUTE=0?");
        }
    }

    private String token(String organisation, String subject, boolean operator) {
        JsonObjectBuilder claims = Json.createObjectBuilder();
        if (operator) {
            claims.add("role", "super_admin");
        }
        JsonObject request = Json.createObjectBuilder()
                .add("org_id", organisation)
                .add("sub", subject)
                .add("role", "member")
                .add("version", "2")
                .add("ttl_seconds", TOKEN_SECONDS)
                .add("claims", claims)
                .build();
        try {
            Http.Answer answer =
                    Http.send("POST", stack.simulators().url() + "/clerk/tokens", Map.of(), request.toString());
            try (var reader = Json.createReader(new StringReader(answer.body()))) {
                return reader.readObject().getString("token");
            }
        } catch (IOException away) {
            throw new IllegalStateException("the simulators do not answer", away);
        }
    }

    private Http.Answer send(String method, String path, String token, String body) throws IOException {
        Http.Answer answer = Http.send(method, api + path, Map.of("Authorization", "Bearer " + token), body);
        if (!answer.ok()) {
            throw new IOException(method + " " + path + " answers " + answer.status() + " " + answer.body());
        }
        return answer;
    }
}
