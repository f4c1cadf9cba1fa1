package io.orra.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;

/**
 * How many statements and Redis commands a request costs, counted by the servers themselves: PostgreSQL's log of
 * statements and Redis' MONITOR. What a page holds must not change the number.
 */
class RoundTripsIT {

    private static final Pattern STATEMENT = Pattern.compile(
            "^(orra|orra-agent)\\|.*(?:execute [^:]*|statement): +((?i)(?:select|insert|update|delete|with)\\b.*)");
    private static final String STRATEGY =
            "{\"name\":\"Morning\",\"strategy_type\":\"momentum\",\"parameters\":{\"instruments\":[\"NSE:INFY\"],\"quantity\":1}}";
    private static final Pattern ADDRESS = Pattern.compile("\\[\\d+ ([^]]+)]");

    private final Orra orra = Orra.running();
    private final TestTenant tenant = TestTenant.provisioned(orra);
    private final Path log = orra.state().resolve("logs/postgresql.log");

    @BeforeAll
    static void statementsAreLogged() throws SQLException {
        configure(
                "alter system set log_statement = 'all'",
                "alter system set log_line_prefix = '%a|'",
                "alter system set log_parameter_max_length = 0");
    }

    @AfterAll
    static void nothingIsLoggedAnyMore() throws SQLException {
        configure(
                "alter system reset log_statement",
                "alter system reset log_line_prefix",
                "alter system reset log_parameter_max_length");
    }

    @Test
    void a_read_costs_the_gate_and_one_round_trip_of_binding_and_question() throws IOException {
        Api api = tenant.api();
        api.send("PUT", "/api/v1/profile/trading", "{\"max_daily_loss\":\"1\",\"max_orders\":1}");
        for (String path : List.of("/api/v1/profile/trading", "/api/v1/account/kite-credentials/status")) {
            api.get(path);
            oneRoundTrip(() -> api.get(path));
        }
        assertThat(ownStatements(() -> api.get("/api/v1/account"))).isEmpty();
        assertThat(statements(() -> api.get("/api/v1/account")).stream()
                        .filter(line -> line.startsWith("orra-agent|") && line.contains("clerk_org_id=$1")))
                .as("the gate's look-up")
                .hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void a_change_costs_one_round_trip_of_binding_change_and_audit_entry() throws IOException {
        Api api = tenant.api();
        String body = "{\"max_daily_loss\":\"5\",\"max_orders\":2}";
        api.send("PUT", "/api/v1/profile/trading", body);
        oneRoundTrip(() -> api.send("PUT", "/api/v1/profile/trading", body));
        oneRoundTrip(() -> api.send("PUT", "/api/v1/profile/trading", body, "If-Match", "*"));
        oneRoundTrip(() -> api.send("PATCH", "/api/v1/profile/trading/master-switch", "{\"enabled\":true}"));
    }

    /** What travels together is its own transaction: nothing begins or ends one. */
    private void oneRoundTrip(Runnable request) throws IOException {
        List<String> all =
                said(request).filter(line -> line.startsWith("orra|")).toList();
        List<String> asked = statementsIn(all);
        assertThat(asked).as(String.join("\n", all)).hasSize(2);
        assertThat(asked.get(0)).contains("set_config");
        assertThat(all).noneMatch(line -> line.matches(".*: +(?i)(begin|commit|rollback|start transaction)\\b.*"));
    }

    @Test
    void what_is_anothers_takes_the_same_way_as_what_is_not_there() throws IOException {
        TestTenant victim = TestTenant.linked(orra);
        String user = victim.api().get("/api/v1/account").json().getString("user_id");
        String strategy =
                victim.api().post("/api/v1/strategies", STRATEGY).json().getString("id");
        String nobodys = "00000000-0000-4000-8000-000000000000";
        Api api = tenant.api();
        for (String way : List.of(
                "GET /api/v1/strategies/{id}",
                "PUT /api/v1/strategies/{id}",
                "DELETE /api/v1/strategies/{id}",
                "POST /api/v1/strategies/{id}/activate",
                "POST /api/v1/strategies/{id}/deactivate",
                "POST /api/v1/connections/kite/test")) {
            boolean connection = way.contains("connections");
            List<List<String>> costs = new ArrayList<>();
            for (String id : List.of(nobodys, connection ? user : strategy, nobodys)) {
                String[] parts = way.replace("{id}", id).split(" ");
                String body = body(way, id);
                List<String> sql = ownStatements(() -> {
                    Answer answer = api.send(parts[0], parts[1], body, "If-Match", "\"0\"");
                    assertThat(answer.status()).as(way + " " + answer.body()).isEqualTo(404);
                });
                costs.add(sql);
            }
            assertThat(costs.get(1)).as(way).isEqualTo(costs.get(2)).hasSizeGreaterThan(1);
        }
    }

    private static String body(String way, String id) {
        if (way.contains("connections")) {
            return "{\"user_id\":\"" + id + "\",\"request_token\":\"12345678\"}";
        }
        return way.startsWith("PUT") ? STRATEGY : null;
    }

    @Test
    void a_trade_costs_the_binding_and_one_statement_let_through_or_not() throws IOException {
        Api api = tenant.api();
        api.send("POST", "/api/v1/billing/guards/trade", null);
        for (int i = 0; i < 4; i++) {
            List<String> counted = ownStatements(() -> api.send("POST", "/api/v1/billing/guards/trade", null));
            assertThat(counted).as(String.join("\n", counted)).hasSize(2);
        }
        List<String> refused = ownStatements(() -> api.send("POST", "/api/v1/billing/guards/trade", null));
        assertThat(refused).as(String.join("\n", refused)).hasSize(2);
    }

    @Test
    void a_page_of_tenants_costs_the_same_however_many_it_holds() throws IOException {
        for (int i = 0; i < 12; i++) {
            TestTenant.provisioned(orra);
        }
        Api operator = orra.api()
                .as(orra.simulated()
                        .token(
                                tenant.organisation,
                                "user_operator",
                                "member",
                                Json.createObjectBuilder()
                                        .add(
                                                "claims",
                                                Json.createObjectBuilder().add("role", "super_admin"))));
        operator.get("/api/v1/admin/tenants/active?limit=1");
        List<String> one = pages(() -> operator.get("/api/v1/admin/tenants/active?limit=1"));
        List<String> many = pages(() -> operator.get("/api/v1/admin/tenants/active?limit=12"));
        assertThat(one).hasSize(1);
        assertThat(many).hasSize(1);

        List<String> asked = commands(
                () -> operator.get("/api/v1/admin/tenants/active?limit=12"),
                line -> line.contains("\"TTL\" \"kite:access_token:"));
        assertThat(asked).hasSize(12);
        assertThat(asked.stream().map(RoundTripsIT::client).distinct())
                .as("one pipeline on one connection")
                .hasSize(1);
    }

    @Test
    void a_read_costs_one_redis_command() {
        Api api = tenant.api();
        api.get("/api/v1/account");
        List<String> commands = commands(
                () -> api.get("/api/v1/account/kite-credentials/status"),
                line -> line.contains(tenant.id())
                        && !line.contains(" lua]")
                        // What repairs the flags of all tenants now and then is nobody's request.
                        && !line.contains("\"tenant:active:"));
        assertThat(commands).hasSize(1);
        assertThat(commands.get(0)).contains("EVALSHA");
    }

    /** Those of the tenants' pool; nothing but requests uses it, and health's empty question is not counted. */
    private List<String> ownStatements(Runnable request) throws IOException {
        return statements(request).stream()
                .filter(line -> line.startsWith("orra|") && !line.matches("(?i).*: +select 1$"))
                // A prepared statement has a name that others don't.
                .map(line -> line.replaceFirst("execute [^:]*:", "execute:"))
                .toList();
    }

    private List<String> pages(Runnable request) throws IOException {
        // Whole rows: what goes through all tenants by their ids now and then is nobody's request.
        return statements(request).stream()
                .filter(line -> line.contains("from tenants") && line.contains("fetch first"))
                .filter(line -> line.contains("subscription_tier"))
                .toList();
    }

    private List<String> statements(Runnable request) throws IOException {
        return statementsIn(said(request).toList());
    }

    private static List<String> statementsIn(List<String> lines) {
        return lines.stream()
                .filter(line -> STATEMENT.matcher(line).find())
                // What the driver asks the catalog for, once on each new connection.
                .filter(line -> !line.contains("pg_catalog."))
                .toList();
    }

    /** What PostgreSQL wrote into its log meanwhile. */
    private Stream<String> said(Runnable request) throws IOException {
        long before = Files.size(log);
        request.run();
        byte[] all = Files.readAllBytes(log);
        return new String(Arrays.copyOfRange(all, (int) before, all.length), StandardCharsets.UTF_8).lines();
    }

    /** What Redis was asked meanwhile, as MONITOR tells it. */
    private List<String> commands(Runnable request, java.util.function.Predicate<String> of) {
        List<String> heard = new CopyOnWriteArrayList<>();
        URI redis = URI.create(orra.settled().get(Setting.REDIS_URL));
        try (Jedis ear = new Jedis(redis, 0);
                Jedis voice = new Jedis(redis)) {
            Thread listener = new Thread(() -> {
                try {
                    ear.monitor(new JedisMonitor() {
                        @Override
                        public void onCommand(String command) {
                            heard.add(command);
                        }
                    });
                } catch (RuntimeException closed) {
                    // the test is over
                }
            });
            listener.setDaemon(true);
            listener.start();
            Awaitility.await().until(() -> heardIn(heard, voice, "begin"));
            heard.clear();
            request.run();
            Awaitility.await().until(() -> heardIn(heard, voice, "end"));
        }
        return heard.stream().filter(of).toList();
    }

    private static boolean heardIn(List<String> heard, Jedis voice, String word) {
        voice.echo("round-trips-" + word);
        return heard.stream().anyMatch(line -> line.contains("round-trips-" + word));
    }

    private static String client(String line) {
        var matcher = ADDRESS.matcher(line);
        return matcher.find() ? matcher.group(1) : line;
    }

    private static void configure(String... sql) throws SQLException {
        Orra orra = Orra.running();
        try (Connection superuser = DriverManager.getConnection(
                        orra.settled().get(Setting.DATABASE_URL),
                        "postgres",
                        orra.settled().get(Secret.POSTGRES_PASSWORD));
                Statement statement = superuser.createStatement()) {
            for (String one : new ArrayList<>(List.of(sql))) {
                statement.execute(one);
            }
            statement.execute("select pg_reload_conf()");
        }
        Awaitility.await().until(() -> reloaded(orra, sql[0].contains("reset") ? "none" : "all"));
    }

    private static boolean reloaded(Orra orra, String expected) {
        return expected.equals(orra.database()
                .rows("select current_setting('log_statement') as value")
                .get(0)
                .get("value"));
    }
}
