package io.orra.benchmarks.api;

import io.orra.benchmarks.tenants.TenantMaker;
import io.orra.launcher.Home;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.process.Http;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The running Orra of {@code ORRA_STATE_DIR}, filled up to a thousand tenants, each with a profile and linked credentials. */
final class ApiWorld {

    private static final int TENANTS = 1_000;
    private static final int CALLERS = 100;
    private static final long TOKEN_SECONDS = 7_200;
    private static final JsonObject PROFILE = Json.createObjectBuilder()
            .add("max_daily_loss", "1000.00")
            .add("max_orders", 50)
            .build();

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

    /** One token for each of a hundred tenants. */
    List<String> callers() {
        return callers;
    }

    String operator() {
        JsonObject claims = Json.createObjectBuilder()
                .add("org_id", "org_load_0")
                .add("sub", "user_operator")
                .add("role", "member")
                .add("version", "2")
                .add("ttl_seconds", TOKEN_SECONDS)
                .add("claims", Json.createObjectBuilder().add("role", "super_admin"))
                .build();
        return stack.simulators().token(claims);
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
                new Route("PUT /profile/trading", "PUT", api + "/profile/trading", PROFILE.toString(), 0.4, false),
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
        TenantMaker maker = new TenantMaker(stack);
        for (int i = 0; i < TENANTS; i++) {
            maker.provisioned("org_load_" + i);
            String token = maker.token("org_load_" + i, "user_load", "member");
            maker.ask("PUT", "/profile/trading", token, Json.createObjectBuilder(PROFILE));
            maker.ask("PUT", "/account/kite-credentials", token, maker.credentials("loadkey"));
            if (i < CALLERS) {
                callers.add(token);
            }
        }
        Http.Answer account =
                Http.send("GET", api + "/account", Map.of("Authorization", "Bearer " + callers.get(0)), null);
        if (!account.body().contains("org_load_0")) {
            throw new IOException("the API does not know the callers");
        }
    }
}
