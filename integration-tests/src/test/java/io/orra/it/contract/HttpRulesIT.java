package io.orra.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Entity tags, idempotency keys, rate limits, strict bodies. */
class HttpRulesIT {

    private static final String PROFILE = "/api/v1/profile/trading";
    private static final String VALID = "{\"max_daily_loss\":\"1000.5\",\"max_orders\":10}";

    private final Orra orra = Orra.running();
    private final TestTenant tenant = TestTenant.provisioned(orra);
    private final Api api = tenant.api();

    @Test
    void a_profile_is_read_as_it_was_set() {
        assertThat(api.get(PROFILE).status()).isEqualTo(404);
        Answer set = api.send("PUT", PROFILE, VALID);
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.json().getString("max_daily_loss")).isEqualTo("1000.50");
        assertThat(set.json().getBoolean("master_switch_enabled")).isFalse();
        Answer on = api.send("PATCH", PROFILE + "/master-switch", "{\"enabled\":true}");
        assertThat(on.json().getBoolean("master_switch_enabled")).isTrue();
        assertThat(api.get(PROFILE).body()).isEqualTo(on.body());
        assertThat(api.get(PROFILE).header("ETag")).isEqualTo(on.header("ETag"));
    }

    @Test
    void a_change_of_what_changed_meanwhile_is_refused() {
        String first = api.send("PUT", PROFILE, VALID).header("ETag");
        Answer second = api.send("PUT", PROFILE, VALID, "If-Match", first);
        Answer late = api.send("PUT", PROFILE, VALID, "If-Match", first);
        Answer weak = api.send("PUT", PROFILE, VALID, "If-Match", "W/" + second.header("ETag"));
        Answer any = api.send("PUT", PROFILE, VALID, "If-Match", "*");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("ETag")).isNotEqualTo(first);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.problem()).isEqualTo("precondition-failed");
        assertThat(weak.status()).isEqualTo(412);
        assertThat(any.status()).isEqualTo(200);
        assertThat(TestTenant.provisioned(orra)
                        .api()
                        .send("PUT", PROFILE, VALID, "If-Match", "*")
                        .status())
                .isEqualTo(412);
        assertThat(api.send("GET", PROFILE, null, "If-None-Match", any.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void of_many_changes_at_once_with_one_tag_one_is_made() {
        String tag = api.send("PUT", PROFILE, VALID).header("ETag");
        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> api.send("PUT", PROFILE, VALID, "If-Match", tag).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 412).hasSize(7);
    }

    @Test
    void what_operators_set_is_guarded_in_the_same_way() {
        Api operator = operator();
        Map<String, String> changes = Map.of(
                "/api/v1/admin/billing/tiers/tagged", "{\"rank\":777,\"priority_execution\":false}",
                "/api/v1/admin/billing/strategy-types/tagged",
                        "{\"title\":\"Tagged\",\"parameters_schema\":{\"type\":\"object\"}}",
                "/api/v1/admin/market-days/2031-11-07", "{\"kind\":\"holiday\"}");
        changes.forEach((path, body) -> {
            Answer first = operator.send("PUT", path, body);
            Answer second = operator.send("PUT", path, body, "If-Match", first.header("ETag"));
            Answer late = operator.send("PUT", path, body, "If-Match", first.header("ETag"));
            String list = operator.get(
                            path.contains("strategy-types")
                                    ? "/api/v1/strategies/types"
                                    : path.substring(0, path.lastIndexOf('/')))
                    .body();

            assertThat(first.status()).as(path + first.body()).isIn(200, 204);
            assertThat(second.status()).as(path + second.body()).isEqualTo(first.status());
            assertThat(late.problem()).as(path).isEqualTo("precondition-failed");
            assertThat(list).contains("\"version\":" + second.header("ETag").replace("\"", ""));
        });
    }

    @Test
    void a_first_change_by_many_at_once_makes_one_row_and_no_error_of_ours() {
        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> api.send("PUT", PROFILE, VALID).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(statuses).contains(200).allMatch(status -> status == 200 || status == 409);
    }

    @Test
    void a_post_with_a_key_has_one_effect() {
        Api operator = operator();
        String key = UUID.randomUUID().toString();
        String organisation = "org_" + UUID.randomUUID();
        String body = "{\"clerk_org_id\":\"" + organisation + "\",\"name\":\"Once\"}";
        List<Answer> answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> operator.send("POST", "/api/v1/admin/tenants", body, "Idempotency-Key", key)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        Answer again = operator.send("POST", "/api/v1/admin/tenants", body, "Idempotency-Key", key);
        Answer other =
                operator.send("POST", "/api/v1/admin/tenants", body.replace("Once", "Twice"), "Idempotency-Key", key);

        assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
        assertThat(answers).anyMatch(answer -> answer.status() == 201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(orra.database().rows("select 1 from tenants where clerk_org_id = ?", organisation))
                .hasSize(1);
        assertThat(operator.send("POST", "/api/v1/admin/tenants", body).status())
                .isEqualTo(409);
    }

    @Test
    void a_caller_who_asks_too_much_is_told_when_to_come_back_and_others_are_not_touched() {
        Api eager = orra.api().as(orra.simulated().token(tenant.organisation, "user_eager", "member"));
        Answer first = eager.get("/api/v1/account");
        int limit = Integer.parseInt(first.header("RateLimit-Limit"));
        Answer refused = null;
        for (int i = 0; i < limit * 2 && refused == null; i++) {
            Answer answer = eager.get("/api/v1/account");
            refused = answer.status() == 429 ? answer : null;
        }
        assertThat(first.header("RateLimit-Remaining")).isEqualTo(Integer.toString(limit - 1));
        assertThat(refused).isNotNull();
        assertThat(refused.problem()).isEqualTo("too-many-requests");
        assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(api.get("/api/v1/account").status()).isEqualTo(200);
    }

    /** The tenant's bucket is emptied where every instance looks for it. */
    @Test
    void a_tenant_that_asks_too_much_is_held_back_whoever_of_it_asks_and_others_are_not_touched() {
        TestTenant eager = TestTenant.provisioned(orra);
        long full = (System.currentTimeMillis() + 120_000) * 1_000;
        orra.redis().set("ratelimit:tenant:" + eager.id(), Long.toString(full));
        Api other = orra.api().as(orra.simulated().token(eager.organisation, "user_other", "member"));

        assertThat(eager.api().get("/api/v1/account").problem()).isEqualTo("too-many-requests");
        assertThat(other.get("/api/v1/account").header("RateLimit-Limit")).isEqualTo("3000");
        assertThat(other.get("/api/v1/account").status()).isEqualTo(429);
        assertThat(api.get("/api/v1/account").status()).isEqualTo(200);
    }

    @Test
    void values_of_another_type_or_out_of_range_never_reach_the_database() {
        for (String body : List.of(
                "{\"max_daily_loss\":1e12,\"max_orders\":1}",
                "{\"max_daily_loss\":0.001,\"max_orders\":1}",
                "{\"max_daily_loss\":0,\"max_orders\":1}",
                "{\"max_daily_loss\":-5,\"max_orders\":1}",
                "{\"max_daily_loss\":1,\"max_orders\":4294967297}",
                "{\"max_daily_loss\":1,\"max_orders\":1.5}",
                "{\"max_daily_loss\":1,\"max_orders\":501}",
                "{\"max_daily_loss\":1e9999,\"max_orders\":1}",
                "{\"max_daily_loss\":null,\"max_orders\":1}")) {
            Answer answer = api.send("PUT", PROFILE, body);
            assertThat(answer.status()).as(body).isEqualTo(422);
            assertThat(answer.json().getJsonArray("errors")).as(body).isNotEmpty();
        }
        for (String body : List.of(
                "{\"max_daily_loss\":\"many\",\"max_orders\":1}",
                "{\"max_daily_loss\":1,\"max_orders\":1,\"master_switch_enabled\":\"true\"}",
                "{\"max_daily_loss\":1,\"max_orders\":true}",
                "{\"max_daily_loss\":1,\"max_orders\":1,\"surprise\":1}")) {
            assertThat(api.send("PUT", PROFILE, body).status()).as(body).isEqualTo(400);
        }
        assertThat(api.send("PUT", PROFILE, "{\"max_daily_loss\":999999999999.99,\"max_orders\":500}")
                        .json()
                        .getString("max_daily_loss"))
                .isEqualTo("999999999999.99");
    }

    private Api operator() {
        return orra.api()
                .as(orra.simulated()
                        .token(
                                tenant.organisation,
                                "user_operator",
                                "member",
                                Json.createObjectBuilder()
                                        .add(
                                                "claims",
                                                Json.createObjectBuilder().add("role", "super_admin"))));
    }
}
