package io.orra.benchmarks.authagent;

import io.orra.launcher.Home;
import io.orra.launcher.Progress;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.process.Http;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** An Orra of the benchmark's own, with tenants that all want a session. */
final class LoginWorld implements AutoCloseable {

    private static final String TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private static final long TOKEN_SECONDS = 7_200;
    private static final long LOOK_MILLIS = 500;
    private static final String OURS = " tenant_id in (select id from tenants where clerk_org_id like 'org_login_%')";

    private final Path state;
    private final Stack stack;
    private int tenants;

    LoginWorld(Path state) {
        this.state = state;
        this.stack = Stack.open(state, settings(Map.of("AUTH_LOGIN_MODE", "http")));
    }

    private static Map<String, String> settings(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(System.getenv());
        for (String port : new String[] {
            "API_PORT", "AUTH_AGENT_PORT", "TICKER_AGENT_PORT", "NOTIFICATION_AGENT_PORT", "ADMIN_PORT",
            "DATA_GRID_PORT", "ARTEMIS_PORT", "POSTGRES_PORT", "REDIS_PORT", "SIMULATORS_PORT"
        }) {
            settings.put(port, "0");
        }
        settings.put(
                "ORRA_RUNTIME_DIR", Home.find().path().resolve(".orra/runtime").toString());
        settings.put("RATE_LIMIT_ADDRESS_PER_MINUTE", "0");
        settings.putAll(changes);
        return settings;
    }

    /** Starts everything, then the server alone without agents, so that nobody is logged in before their time. */
    void start() {
        stack.up(Progress.silent());
        stack.service(ServiceName.PAYARA).stop();
        Stack.open(state, settings(Map.of("ORRA_ROLES", "api")))
                .service(ServiceName.PAYARA)
                .start();
    }

    /** Makes tenants until there are so many, each with an app and an account at the broker, linked by its API. */
    void fill(int wanted) throws IOException {
        String api = stack.service(ServiceName.PAYARA).address() + "/api/v1";
        for (; tenants < wanted; tenants++) {
            String organisation = "org_login_" + tenants;
            control(
                    "PUT",
                    "/kite/accounts/LB" + tenants,
                    "{\"password\":\"benchmark\",\"totp_seed\":\"" + TOTP + "\"}");
            control(
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
                                            .add("name", "Login"))
                            .build()
                            .toString());
            String token = stack.simulators().token(organisation, "user_login", "admin", TOKEN_SECONDS);
            String link = "{\"api_key\":\"loginkey" + tenants + "\",\"api_secret\":\"secret\",\"totp_secret\":\"" + TOTP
                    + "\",\"broker_user_id\":\"LB" + tenants
                    + "\",\"broker_password\":\"benchmark\",\"auto_login\":true}";
            control(
                    "PUT",
                    "/kite/apps/loginkey" + tenants,
                    "{\"api_secret\":\"secret\",\"redirect_url\":\"http://127.0.0.1:9/cb\"}");
            check(Http.send(
                    "PUT", api + "/account/kite-credentials", Map.of("Authorization", "Bearer " + token), link));
        }
    }

    /** Each answer of the broker takes so long from now on. */
    void latency(int millis) throws IOException {
        String slow = "[{\"delay_ms\":" + millis + "}]";
        control("PUT", "/kite/faults", "{\"web\":" + slow + ",\"rest\":" + slow + "}");
    }

    /** Logs in the first so many tenants, from a server that has just started. */
    LoginRun run(String mode, int atATime, int count) throws SQLException, InterruptedException {
        stack.service(ServiceName.PAYARA).stop();
        write(
                "delete from broker_sessions",
                "delete from login_attempts",
                "delete from login_accounts",
                "update kite_credentials set auto_login = false",
                "update kite_credentials set auto_login = true where tenant_id in (select id from tenants"
                        + " where clerk_org_id like 'org_login_%'"
                        + " and cast(substr(clerk_org_id, 11) as integer) < " + count + ")");
        Service server = Stack.open(
                        state,
                        settings(Map.of(
                                "ORRA_ROLES",
                                "api,auth",
                                "AUTH_LOGIN_MODE",
                                mode,
                                "AUTH_LOGIN_PARALLELISM",
                                Integer.toString(atATime))))
                .service(ServiceName.PAYARA);
        server.start();
        try (MemoryPeak memory = new MemoryPeak(server.pid().orElseThrow())) {
            while (number("select count(*) from broker_sessions where" + OURS) < count) {
                Thread.sleep(LOOK_MILLIS);
            }
            double seconds = number("select extract(epoch from max(finished_at) - min(started_at)) * 1000"
                            + " from login_attempts where" + OURS)
                    / 1000.0;
            long failures = number("select count(*) from login_attempts where outcome <> 'succeeded' and" + OURS);
            return new LoginRun(mode, atATime, count, seconds, failures, memory.mebibytes());
        } finally {
            server.stop();
        }
    }

    private void control(String method, String path, String body) throws IOException {
        check(Http.send(method, stack.simulators().url() + path, Map.of("Content-Type", "application/json"), body));
    }

    private static void check(Http.Answer answer) throws IOException {
        if (!answer.ok()) {
            throw new IOException("refused: " + answer.status() + " " + answer.body());
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void write(String... statements) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    /** As PostgreSQL's administrator, whom no policy holds. */
    private Connection database() throws SQLException {
        return DriverManager.getConnection(
                stack.settings().get(Setting.DATABASE_URL),
                "postgres",
                stack.settings().get(Secret.POSTGRES_PASSWORD));
    }

    @Override
    public void close() {
        stack.down(Progress.silent());
    }
}
