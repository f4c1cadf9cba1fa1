package io.orra.benchmarks.instances;

import io.orra.benchmarks.OwnOrra;
import io.orra.launcher.Progress;
import io.orra.launcher.Stack;
import io.orra.launcher.payara.PayaraService;
import io.orra.launcher.process.Http;
import io.orra.launcher.process.Waiting;
import io.orra.launcher.simulators.BrokerAccount;
import io.orra.launcher.simulators.DemoTenant;
import io.orra.launcher.simulators.SimulatedTenant;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two servers on free ports in a folder of their own, and tenants that are streamed. */
final class InstancesWorld implements AutoCloseable {
    private static final String SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private static final long TOKEN_SECONDS = 7_200;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String USER = "RB";

    private final Stack stack;
    private int tenants;

    InstancesWorld(Path state) {
        Stack.open(state, settings()).keepInstances(2, Progress.silent());
        this.stack = Stack.open(state, settings());
    }

    private static Map<String, String> settings() {
        return OwnOrra.settings(Map.of("AUTH_LOGIN_MODE", "http"));
    }

    void start() {
        // Also when it is stopped in the middle.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        stack.up(Progress.silent());
    }

    List<PayaraService> servers() {
        return stack.servers();
    }

    /** Tokens of so many users of the demo tenant. */
    List<String> tokens(int count) {
        return IntStream.range(0, count)
                .mapToObj(user -> stack.simulators()
                        .token(DemoTenant.ORGANISATION, "user_instances_" + user, "admin", TOKEN_SECONDS))
                .toList();
    }

    void restartOneAfterTheOther() {
        stack.roll(Progress.silent());
    }

    /** Makes so many tenants, and waits until each is streamed. */
    void fill(int count) throws IOException {
        for (; tenants < count; tenants++) {
            SimulatedTenant tenant = new SimulatedTenant(
                    "org_instances_" + tenants,
                    "user_instances",
                    "Instances",
                    stack.settings(),
                    stack.simulators(),
                    servers().get(0).address());
            BrokerAccount account =
                    new BrokerAccount(USER + tenants, "benchmark", SEED, "instanceskey" + tenants, "secret");
            tenant.open(account);
            tenant.found();
            tenant.tell("organization.created", "msg_instances_" + tenants);
            Http.Answer linked = tenant.ask(
                    "PUT",
                    "/account/kite-credentials",
                    tenant.token(TOKEN_SECONDS),
                    SimulatedTenant.link(account, true));
            if (!linked.ok()) {
                throw new IOException("not linked: " + linked.status() + " " + linked.body());
            }
        }
        await(() -> streamed(Set.of()).size() == tenants && instancesWithStreams() == 2);
    }

    /** Sockets of this world's tenants at the broker, but for those of a time before. */
    Map<String, Integer> streamed(Set<Integer> but) {
        return stack.simulators().look("/kite/ticker/connections").getJsonArray("connections").stream()
                .map(JsonValue::asJsonObject)
                .filter(socket -> socket.getString("user_id", "").startsWith(USER))
                .filter(socket -> !but.contains(socket.getInt("id")))
                .collect(Collectors.toMap(
                        socket -> socket.getString("user_id"), socket -> socket.getInt("id"), (one, other) -> other));
    }

    int tenants() {
        return tenants;
    }

    long instancesWithStreams() {
        return servers().stream()
                .filter(server -> metric(server, "streams") > 0)
                .count();
    }

    long metric(PayaraService server, String name) {
        return Http.get("http://127.0.0.1:" + server.ports().get("TICKER_AGENT_PORT") + "/health")
                .map(answer -> parsed(answer.body()).getJsonObject("metrics").getInt(name, 0))
                .orElse(0);
    }

    private static JsonObject parsed(String json) {
        try (var reader = jakarta.json.Json.createReader(new java.io.StringReader(json))) {
            return reader.readObject();
        }
    }

    static void await(java.util.function.BooleanSupplier condition) {
        if (!Waiting.until(PATIENCE, condition)) {
            throw new IllegalStateException("did not happen within " + PATIENCE.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        stack.down(Progress.silent());
    }
}
