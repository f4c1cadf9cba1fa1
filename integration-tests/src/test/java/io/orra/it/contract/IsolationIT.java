package io.orra.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Contract;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a tenant can't do to another, by the API and by SQL. */
class IsolationIT {

    private static final int CALLS = 200;
    private static final int CHANGES = 40;

    private final Orra orra = Orra.running();
    private final TestTenant victim = TestTenant.provisioned(orra);
    private final TestTenant intruder = TestTenant.provisioned(orra);

    @Test
    void two_hundred_random_calls_of_another_tenant_show_and_change_nothing() {
        victim.link(victim.totpSeed, false);
        furnish(victim.api());
        List<String> before = state();
        String user = victim.api().get("/api/v1/account").json().getString("user_id");
        Api api = intruder.api();
        Dice dice = Dice.of(new Random(7));
        RandomRequests requests =
                new RandomRequests(Contract.document(), List.of(victim.id(), user, victim.organisation));
        // What the intruder puts into its own requests, and what it never sends: the one may stand in its own trail,
        // which
        // names the addresses it asked for; the other nowhere.
        List<String> guessed = List.of(victim.id(), victim.organisation, user);
        List<String> unknown =
                List.of(victim.subject, "planted-destination", "planted-correlation", "planted-target", "123456.78");
        List<String> shown = new ArrayList<>();

        for (int i = 0; i < CALLS; i++) {
            RandomRequests.Made made = requests.next(dice);
            String sent = made.body() == null ? null : made.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", user);
            Answer answer = api.send(made.method(), made.path(), sent, made.headers());
            String body = answer.body();
            String others = body.replaceAll("\"target\":\"[A-Z]+ /[^\"]*\"", "");
            if (unknown.stream().anyMatch(body::contains) || guessed.stream().anyMatch(others::contains)) {
                shown.add(made + "\n-> " + body);
            }
        }

        assertThat(shown).isEmpty();
        assertThat(victim.api().get("/api/v1/account/audit").body())
                .as("the search would find what it looks for")
                .contains(victim.subject, "planted-correlation", "planted-target", "123456.78");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void what_is_anothers_looks_as_what_is_not_there() {
        victim.link(victim.totpSeed, false);
        String theirs = victim.api().get("/api/v1/account").json().getString("user_id");
        String nobodys = "00000000-0000-4000-8000-000000000000";

        Answer hidden = test(theirs);
        Answer absent = test(nobodys);

        assertThat(hidden.status()).isEqualTo(404).isEqualTo(absent.status());
        assertThat(without(hidden)).isEqualTo(without(absent));
    }

    @Test
    void under_the_applications_role_sql_of_one_tenant_reaches_no_row_of_another() throws SQLException {
        victim.link(victim.totpSeed, false);
        furnish(victim.api());
        try (Connection connection = DriverManager.getConnection(
                        orra.settled().get(Setting.DATABASE_URL),
                        orra.settled().get(Setting.DATABASE_USER),
                        orra.settled().get(Secret.DATABASE_PASSWORD));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select set_config('app.current_tenant_id', '" + intruder.id() + "', true)");
            for (String table : tenantTables(statement)) {
                try (ResultSet rows = statement.executeQuery(
                        "select count(*) from " + table + " where tenant_id = '" + victim.id() + "'")) {
                    rows.next();
                    assertThat(rows.getInt(1)).as(table).isZero();
                }
            }
            statement.execute("select set_config('app.current_tenant_id', '" + victim.id() + "', true)");
            try (ResultSet own = statement.executeQuery("select count(*) from trading_profiles")) {
                own.next();
                assertThat(own.getInt(1))
                        .as("the same question with the tenant's own binding")
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void changes_that_are_made_together_are_each_their_own_tenants() throws Exception {
        List<TestTenant> tenants = IntStream.range(0, 12)
                .mapToObj(i -> TestTenant.provisioned(orra))
                .toList();
        ExecutorService callers = Executors.newFixedThreadPool(tenants.size());
        try {
            List<Callable<List<Integer>>> work = new ArrayList<>();
            for (int i = 0; i < tenants.size(); i++) {
                Api api = tenants.get(i).api();
                int first = i * CHANGES + 1;
                work.add(() -> IntStream.range(first, first + CHANGES)
                        .map(orders -> stored(api, orders))
                        .boxed()
                        .toList());
            }
            List<Future<List<Integer>>> done = callers.invokeAll(work);
            for (int i = 0; i < tenants.size(); i++) {
                int first = i * CHANGES + 1;
                int last = first + CHANGES - 1;
                assertThat(done.get(i).get())
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(first, last).boxed().toList());
                Api api = tenants.get(i).api();
                assertThat(api.get("/api/v1/profile/trading").json().getInt("max_orders"))
                        .isEqualTo(last);
                assertThat(api.get("/api/v1/account/audit?action=trading-profile.set&limit=50")
                                .json()
                                .getJsonArray("entries")
                                .getValuesAs(JsonObject.class))
                        .extracting(entry -> entry.getJsonObject("details").getString("max_orders"))
                        .containsExactlyElementsOf(IntStream.rangeClosed(first, last)
                                .map(orders -> first + last - orders)
                                .mapToObj(String::valueOf)
                                .toList());
            }
        } finally {
            callers.shutdownNow();
        }
    }

    /** What the answer tells. */
    private static int stored(Api api, int maxOrders) {
        Answer answer = api.send(
                "PUT", "/api/v1/profile/trading", "{\"max_daily_loss\":\"1.00\",\"max_orders\":" + maxOrders + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getInt("max_orders");
    }

    private static List<String> tenantTables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
                where c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'select')
                  and c.relnamespace = 'public'::regnamespace""")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        assertThat(tables).contains("kite_credentials", "trading_profiles", "audit_entries");
        return tables;
    }

    private Answer test(String user) {
        return intruder.api()
                .post(
                        "/api/v1/connections/kite/test",
                        Json.createObjectBuilder()
                                .add("user_id", user)
                                .add("request_token", "12345678")
                                .build());
    }

    private static String without(Answer answer) {
        return answer.body().replaceAll("\"correlation_id\":\"[^\"]*\"", "");
    }

    private static void furnish(Api api) {
        // A refusal, for the trail's targets.
        api.send("DELETE", "/api/v1/admin/tenants/planted-target", null, "X-Correlation-Id", "planted-correlation");
        api.send("PUT", "/api/v1/profile/trading", "{\"max_daily_loss\":\"123456.78\",\"max_orders\":7}");
        api.send(
                "PUT",
                "/api/v1/account/notification-preferences",
                "{\"channels\":[{\"channel\":\"email\",\"destination\":\"planted-destination@example.org\"}]}");
        api.send("PUT", "/api/v1/account/instruments", "{\"instruments\":[{\"instrument\":\"408065\"}]}");
    }

    private List<String> state() {
        Api api = victim.api();
        return List.of(
                api.get("/api/v1/account").body(),
                api.get("/api/v1/account/kite-credentials/status").body(),
                api.get("/api/v1/profile/trading").body(),
                api.get("/api/v1/account/notification-preferences").body(),
                api.get("/api/v1/account/instruments").body(),
                api.get("/api/v1/account/audit").body());
    }
}
