package io.orra.benchmarks.authagent;

import io.orra.benchmarks.OwnOrra;
import io.orra.benchmarks.tenants.TenantMaker;
import io.orra.launcher.Progress;
import io.orra.launcher.Service;
import io.orra.launcher.ServiceName;
import io.orra.launcher.Stack;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An Orra of the benchmark's own, with tenants that all want a session. */
final class LoginWorld implements AutoCloseable {

    private static final long LOOK_MILLIS = 500;
    /** Of each tenant, when one comes after another and all are slow; the run is given up then. */
    private static final long PATIENCE_MILLIS = 60_000;

    private static final String OURS = " tenant_id in (select id from tenants where clerk_org_id like 'org_login_%')";

    /** Most attempts that were under way at the same time. */
    private static final String AT_ONCE = "select max(together) from (select (select count(*) from login_attempts b"
            + " where b.started_at <= a.started_at and b.finished_at > a.started_at) as together"
            + " from login_attempts a where" + OURS + ") each_one";

    private final Path state;
    private final Stack stack;
    private int tenants;

    LoginWorld(Path state) {
        this.state = state;
        this.stack = Stack.open(state, settings(Map.of("AUTH_LOGIN_MODE", "http")));
    }

    private static Map<String, String> settings(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(System.getenv());
        settings.putAll(OwnOrra.settings(changes));
        return settings;
    }

    /** Starts everything, then the server alone without agents, so that nobody is logged in before their time. */
    void start() {
        stack.up(Progress.silent());
        stack.service(ServiceName.PAYARA).stop();
        server(Map.of("ORRA_ROLES", "api")).start();
    }

    private Service server(Map<String, String> changes) {
        return Stack.open(state, settings(changes)).service(ServiceName.PAYARA);
    }

    /** Makes tenants until there are so many, each with an app and an account at the broker, linked by its API. */
    void fill(int wanted) throws IOException {
        TenantMaker maker = new TenantMaker(stack);
        for (; tenants < wanted; tenants++) {
            String organisation = "org_login_" + tenants;
            String key = "loginkey" + tenants;
            String user = "LB" + tenants;
            maker.provisioned(organisation);
            maker.atTheBroker(key, user);
            maker.ask(
                    "PUT",
                    "/account/kite-credentials",
                    maker.token(organisation, "user_login", "admin"),
                    maker.automatic(key, user));
        }
    }

    /** Each answer of the broker takes so long from now on. */
    void latency(int millis) throws IOException {
        new TenantMaker(stack)
                .control(
                        "PUT",
                        "/kite/faults",
                        Json.createObjectBuilder().add("web", slow(millis)).add("rest", slow(millis)));
    }

    private static JsonArrayBuilder slow(int millis) {
        return Json.createArrayBuilder().add(Json.createObjectBuilder().add("delay_ms", millis));
    }

    /**
     * Logs in the first so many tenants, from a server that has just started.
     *
     * @param atATime 0 for as many as the product does by itself
     */
    LoginRun run(String mode, int atATime, int count) throws SQLException, InterruptedException, IOException {
        stack.service(ServiceName.PAYARA).stop();
        write(
                "delete from broker_sessions",
                "delete from login_attempts",
                "delete from login_accounts",
                "update kite_credentials set auto_login = false",
                "update kite_credentials set auto_login = true where tenant_id in (select id from tenants"
                        + " where clerk_org_id like 'org_login_%'"
                        + " and cast(substr(clerk_org_id, 11) as integer) < " + count + ")");
        Map<String, String> changes = new HashMap<>(Map.of("ORRA_ROLES", "api,auth", "AUTH_LOGIN_MODE", mode));
        if (atATime > 0) {
            changes.put("AUTH_LOGIN_PARALLELISM", Integer.toString(atATime));
        }
        Service server = server(changes);
        server.start();
        try (MemoryPeak memory = new MemoryPeak(pids(server))) {
            long end = System.currentTimeMillis() + PATIENCE_MILLIS * (count + 1);
            while (number("select count(*) from broker_sessions where" + OURS) < count) {
                if (System.currentTimeMillis() > end) {
                    throw new IOException("the tenants are not logged in");
                }
                Thread.sleep(LOOK_MILLIS);
            }
            return new LoginRun(
                    mode,
                    Math.toIntExact(number(AT_ONCE)),
                    count,
                    number("select extract(epoch from max(finished_at) - min(started_at)) * 1000 from login_attempts"
                            + " where" + OURS),
                    number("select count(*) from login_attempts where outcome <> 'succeeded' and" + OURS),
                    memory.mebibytes());
        } finally {
            server.stop();
        }
    }

    private List<Long> pids(Service server) {
        List<Long> pids = new ArrayList<>();
        for (ServiceName part : ServiceName.values()) {
            Service service = part == ServiceName.PAYARA ? server : stack.service(part);
            pids.add(service.pid().orElseThrow());
        }
        return pids;
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
