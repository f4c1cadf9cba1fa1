package io.orra.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Contract;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Walks the whole table of docs/roles.md. */
class RolesIT {

    private static final Path TABLE = Path.of(System.getProperty("orra.home"), "docs/roles.md");
    private static final List<String> COLUMNS =
            List.of("no token", "expired token", "other tenant", "member", "admin", "super admin", "inactive tenant");

    /** What a guard answers to a caller whom the gate has let in. */
    private static final Set<String> TIER_REFUSALS = Set.of("priority-requires-pro");

    private record Row(String method, String route, Map<String, String> cells) {}

    private final Orra orra = Orra.running();
    private final TestTenant tenant = TestTenant.provisioned(orra);
    private final TestTenant other = TestTenant.provisioned(orra);
    private final TestTenant inactive = TestTenant.provisioned(orra);
    private final TestTenant handled = TestTenant.provisioned(orra);

    @Test
    void every_route_of_the_contract_is_in_the_table_and_no_other() throws IOException {
        Set<String> contract = new TreeSet<>();
        Contract.document()
                .getJsonObject("paths")
                .forEach((path, item) -> item.asJsonObject().keySet().stream()
                        .filter(key ->
                                List.of("get", "put", "post", "patch", "delete").contains(key))
                        .filter(method -> !path.contains("/webhooks/") && !path.endsWith("/kite/callback"))
                        .forEach(method -> contract.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        Set<String> table = new TreeSet<>();
        rows().forEach(row -> table.add(row.method() + " " + row.route()));
        assertThat(table).isEqualTo(contract);
    }

    @Test
    void every_cell_holds() throws IOException {
        Answer suspended = orra.api()
                .as(superAdmin(tenant))
                .send("PATCH", "/api/v1/admin/tenants/" + inactive.id(), "{\"suspended\":true}");
        assertThat(suspended.status()).as(suspended.body()).isEqualTo(200);
        Map<String, Api> callers = callers();
        List<String> wrong = new ArrayList<>();
        for (Row row : rows()) {
            for (String column : COLUMNS) {
                String expected = row.cells().get(column);
                String path = row.route()
                        .replace("{tenant_id}", handled.id())
                        .replace("{code}", "basic")
                        .replaceAll("\\{[a-z_]+}", "00000000-0000-4000-8000-000000000000");
                // A body that no rule accepts: nothing is changed, and the gate comes first.
                String body = row.method().matches("PUT|POST|PATCH") ? "{\"nothing\":1}" : null;
                // A tag that matches nothing: what would be deleted stays.
                Answer answer = callers.get(column).send(row.method(), path, body, "If-Match", "\"999999999\"");
                if (!fits(expected, answer)) {
                    wrong.add(row.method() + " " + row.route() + " by " + column + ": " + expected + " but "
                            + answer.status() + " " + answer.body());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_removed_tenant_is_not_known() {
        TestTenant removed = TestTenant.provisioned(orra);
        assertThat(orra.api()
                        .as(superAdmin(tenant))
                        .send("DELETE", "/api/v1/admin/tenants/" + removed.id(), null)
                        .status())
                .isEqualTo(204);
        Answer answer = removed.api().get("/api/v1/account");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("organization-not-provisioned");
    }

    @Test
    void another_users_credentials_are_tested_by_administrators_only() {
        tenant.openBrokerAccount();
        tenant.link(tenant.totpSeed, false);
        String user = tenant.api().get("/api/v1/account").json().getString("user_id");
        Api member = orra.api().as(orra.simulated().token(tenant.organisation, "user_other", "member"));
        Api admin = orra.api().as(orra.simulated().token(tenant.organisation, "user_third", "admin"));

        assertThat(test(member, user, tenant.requestToken()).status()).isEqualTo(403);
        assertThat(test(other.api(), user, "12345678").status()).isEqualTo(404);
        Answer tested = test(admin, user, tenant.requestToken());
        assertThat(tested.status()).as(tested.body()).isEqualTo(200);
        assertThat(tested.json().getString("kite_user_id")).isEqualTo(tenant.brokerUser);
        Answer refused = test(admin, user, "usedtoken1234");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getString("detail")).isEqualTo("Kite connection test failed: token");
        assertThat(orra.redis().get("kite:access_token:" + tenant.id())).isNull();
    }

    private static Answer test(Api api, String user, String requestToken) {
        return api.post(
                "/api/v1/connections/kite/test",
                Json.createObjectBuilder()
                        .add("user_id", user)
                        .add("request_token", requestToken)
                        .build());
    }

    private boolean fits(String expected, Answer answer) {
        return switch (expected) {
            case "401" -> answer.status() == 401;
            case "no" -> answer.status() == 403;
            case "yes" -> letIn(answer);
            case "own" ->
                letIn(answer)
                        && !answer.body().contains(tenant.id())
                        && !answer.body().contains(tenant.organisation);
            default -> false;
        };
    }

    private static boolean letIn(Answer answer) {
        boolean refusedByTier = answer.status() == 403 && TIER_REFUSALS.contains(answer.problem());
        return answer.status() != 401 && (answer.status() != 403 || refusedByTier) && answer.status() < 500;
    }

    private Map<String, Api> callers() {
        Map<String, Api> callers = new LinkedHashMap<>();
        callers.put("no token", orra.api());
        callers.put(
                "expired token",
                orra.api().as(token(tenant, "admin", Json.createObjectBuilder().add("ttl_seconds", -60))));
        callers.put("other tenant", other.api());
        callers.put("member", orra.api().as(token(tenant, "member", Json.createObjectBuilder())));
        callers.put("admin", tenant.api());
        callers.put("super admin", orra.api().as(superAdmin(tenant)));
        callers.put("inactive tenant", orra.api().as(token(inactive, "admin", superAdminClaim())));
        return callers;
    }

    private String superAdmin(TestTenant of) {
        return token(of, "member", superAdminClaim());
    }

    private static JsonObjectBuilder superAdminClaim() {
        return Json.createObjectBuilder()
                .add("claims", Json.createObjectBuilder().add("role", "Super_Admin"));
    }

    private String token(TestTenant of, String role, JsonObjectBuilder changes) {
        return orra.simulated().token(of.organisation, "user_" + UUID.randomUUID(), role, changes);
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.matches("\\| (GET|PUT|POST|PATCH|DELETE) .*")) {
                List<String> cells = Arrays.stream(line.split("\\|"))
                        .map(String::strip)
                        .skip(1)
                        .toList();
                Map<String, String> expected = new LinkedHashMap<>();
                for (int i = 0; i < COLUMNS.size(); i++) {
                    expected.put(COLUMNS.get(i), cells.get(2 + i));
                }
                rows.add(new Row(cells.get(0), cells.get(1), expected));
            }
        }
        return rows;
    }
}
