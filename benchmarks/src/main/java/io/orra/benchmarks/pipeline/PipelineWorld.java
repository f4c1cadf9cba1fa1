package io.orra.benchmarks.pipeline;

import io.orra.benchmarks.ServerOptions;
import io.orra.benchmarks.tenants.TenantMaker;
import io.orra.kite.KiteApi;
import io.orra.kite.KiteApiException;
import io.orra.launcher.Home;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.StateFolder;
import io.orra.launcher.process.Http;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The running Orra of {@code ORRA_STATE_DIR} with its simulated broker, and tenants that stream from it. */
final class PipelineWorld {
    private static final int LISTED = 3_400;
    /** Segment in the low byte of a token. */
    private static final int INDICES = 9;

    private static final long SETTLE_MILLIS = 60_000;
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final int UNKNOWN_INSTRUMENT = 422;
    private static final String USERS = "PL";

    /** A tenant that streams. */
    record Streaming(String id, String brokerUser, String token) {}

    private final Stack stack;
    private final StateFolder state;
    private final TenantMaker maker;
    private final List<String> instruments;
    private final List<Streaming> tenants = new ArrayList<>();

    private PipelineWorld(Stack stack, StateFolder state, int perTenant) throws IOException {
        this.stack = stack;
        this.state = state;
        this.maker = new TenantMaker(stack);
        control(
                "PUT",
                "/kite/market",
                Json.createObjectBuilder().add("instruments", LISTED).add("paused", true));
        this.instruments = tradable(perTenant);
        listAnew();
    }

    /** @param perTenant instruments that each tenant streams */
    static PipelineWorld running(int perTenant) throws IOException {
        Home home = Home.find();
        StateFolder state = home.state(System.getenv());
        return new PipelineWorld(Stack.open(home, state, System.getenv(), Optional.empty()), state, perTenant);
    }

    URI redis() {
        return URI.create(stack.settings().get(Setting.REDIS_URL));
    }

    /** JVM options of the server. */
    String options() {
        return ServerOptions.of(stack);
    }

    long pid(ServiceName part) throws IOException {
        return Long.parseLong(Files.readAllLines(state.pidFile(part)).get(0).strip());
    }

    /** Of the tenants that stream. */
    List<String> ids() {
        return tenants.stream().map(Streaming::id).toList();
    }

    /** Makes tenants until there are so many, and waits until all stream all. The demo tenant streams nothing meanwhile. */
    void stream(int count) throws IOException, InterruptedException {
        while (tenants.size() < count) {
            tenants.add(tenant(tenants.size()));
        }
        long end = System.currentTimeMillis() + SETTLE_MILLIS;
        while (streaming() < count) {
            if (System.currentTimeMillis() > end) {
                throw new IOException("only " + streaming() + " of " + count + " tenants stream");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private long streaming() throws IOException {
        return control("GET", "/kite/ticker/connections", null)
                .getJsonArray("connections")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(socket ->
                        tenants.stream().anyMatch(tenant -> tenant.brokerUser().equals(socket.getString("user_id"))))
                .filter(socket -> socket.getJsonObject("modes").getInt("full") == instruments.size())
                .count();
    }

    /** Sends the tenants so many ticks a second together; 0 ends it. The demo tenant gets none. */
    void load(double ticksPerSecond) throws IOException {
        control(
                "PUT",
                "/kite/ticker/load",
                Json.createObjectBuilder()
                        .add("ticks_per_second", ticksPerSecond)
                        .add("user_prefix", USERS));
    }

    private Streaming tenant(int number) throws IOException {
        String name = UUID.randomUUID().toString().substring(0, 8);
        String organisation = "org_pipeline_" + name;
        String key = "pipeline" + name;
        String user = USERS + number + name.substring(0, 4).toUpperCase(Locale.ROOT);
        maker.atTheBroker(key, user);
        String id = maker.provisioned(organisation);
        String token = maker.token(organisation, "user_pipeline", "admin");
        choose(token);
        maker.ask("PUT", "/account/kite-credentials", token, maker.credentials(key));
        maker.ask(
                "POST",
                "/account/kite/check-connection",
                token,
                Json.createObjectBuilder().add("request_token", maker.requestToken(key, user)));
        return new Streaming(id, user, token);
    }

    /** Again while Orra does not know the longer list of instruments yet. */
    private void choose(String token) throws IOException {
        long end = System.currentTimeMillis() + SETTLE_MILLIS;
        String list = chosen().build().toString();
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token);
        Http.Answer answer = Http.send("PUT", maker.api() + "/account/instruments", headers, list);
        while (answer.status() == UNKNOWN_INSTRUMENT && System.currentTimeMillis() < end) {
            answer = Http.send("PUT", maker.api() + "/account/instruments", headers, list);
        }
        if (!answer.ok()) {
            throw new IOException("PUT /account/instruments answers " + answer.status());
        }
    }

    /** The list of the day was taken over before the exchange's was made longer: makes Orra fetch it again. */
    private void listAnew() throws IOException {
        try (Connection market = DriverManager.getConnection(
                        stack.settings().get(Setting.MARKET_DATABASE_URL),
                        stack.settings().get(Setting.DATABASE_OWNER_USER),
                        stack.settings().get(Secret.DATABASE_OWNER_PASSWORD));
                Statement statement = market.createStatement()) {
            ResultSet there = statement.executeQuery("select to_regclass('instrument_imports') is not null");
            if (there.next() && there.getBoolean(1)) {
                statement.executeUpdate("delete from instrument_imports");
            }
        } catch (SQLException refused) {
            throw new IOException("the market database refuses: " + refused.getSQLState(), refused);
        }
    }

    private JsonObjectBuilder chosen() {
        JsonArrayBuilder choices = Json.createArrayBuilder();
        instruments.forEach(token ->
                choices.add(Json.createObjectBuilder().add("instrument", token).add("mode", "full")));
        return Json.createObjectBuilder().add("instruments", choices);
    }

    /** Tokens of listed instruments that are no indices. */
    private List<String> tradable(int count) throws IOException {
        String csv = instrumentList("pipelinelist");
        List<String> tokens = csv.lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .filter(token -> (Long.parseLong(token) & 0xFF) != INDICES)
                .limit(count)
                .toList();
        if (tokens.size() < count) {
            throw new IOException("the simulated exchange lists only " + tokens.size() + " instruments");
        }
        return tokens;
    }

    private String instrumentList(String key) throws IOException {
        String user = USERS + "LIST";
        maker.atTheBroker(key, user);
        String request = maker.requestToken(key, user);
        URI control = URI.create(stack.simulators().url());
        String rest = "http://127.0.0.1:" + (control.getPort() + 1);
        String access;
        try {
            access = new KiteApi(URI.create(rest), HttpClient.newHttpClient(), Duration.ofSeconds(10))
                    .exchange(key, maker.appSecret(), request)
                    .accessToken();
        } catch (KiteApiException refused) {
            throw new IOException("the simulated broker refuses a session", refused);
        }
        return Http.send(
                        "GET",
                        rest + "/instruments",
                        Map.of("X-Kite-Version", "3", "Authorization", "token " + key + ":" + access),
                        null)
                .body();
    }

    /** A call of the simulators' control. */
    JsonObject control(String method, String path, JsonObjectBuilder body) throws IOException {
        return maker.control(method, path, body);
    }

    /** What the ticker agent counts. */
    JsonObject metrics() throws IOException {
        String port = Integer.toString(stack.settings().port(io.orra.launcher.settings.PortSetting.TICKER_AGENT_PORT));
        return parsed(Http.send("GET", "http://127.0.0.1:" + port + "/health", Map.of(), null)
                        .body())
                .getJsonObject("metrics");
    }

    private static JsonObject parsed(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.isEmpty() ? "{}" : text))) {
            return reader.readObject();
        }
    }
}
