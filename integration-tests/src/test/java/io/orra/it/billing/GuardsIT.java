package io.orra.it.billing;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.ServiceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuardsIT {

    private static final String TRADE = "/api/v1/billing/guards/trade";

    private final Orra orra = Orra.running();
    private final BillingTenant tenant = BillingTenant.provisioned();
    private final Api api = tenant.tenant().api();

    @Test
    void two_hundred_trades_at_once_are_exactly_the_limit() throws Exception {
        List<Answer> answers = atOnce(200, i -> api.post(TRADE, ""));

        assertThat(statuses(answers)).containsOnly(entry(200, 5L), entry(403, 195L));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 403)
                .allSatisfy(answer -> assertThat(answer.json().getString("detail"))
                        .isEqualTo("Basic tier allows 5 trades/day. Upgrade to Pro for unlimited trades and priority"
                                + " execution."));
        assertThat(tenant.entitlements().json().getInt("trades_left")).isZero();
    }

    @Test
    void two_hundred_activations_at_once_are_exactly_one() throws Exception {
        List<Answer> answers = atOnce(
                200,
                i -> api.post("/api/v1/strategies", BillingTenant.strategy(true).build()));

        assertThat(statuses(answers)).containsOnly(entry(201, 1L), entry(403, 199L));
        assertThat(tenant.entitlements().json().getInt("active_strategies")).isEqualTo(1);
    }

    @Test
    void two_hundred_activations_of_strategies_that_are_there_are_exactly_the_tiers_number() throws Exception {
        String three = "three_" + tenant.id().substring(0, 8);
        assertThat(tenant.tier(three, 3, 5).status()).isEqualTo(204);
        tenant.paid(three, Instant.now());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(api.post("/api/v1/strategies", BillingTenant.strategy(false).build())
                    .json()
                    .getString("id"));
        }

        List<Answer> answers = atOnce(200, i -> api.post("/api/v1/strategies/" + ids.get(i % 10) + "/activate", ""));

        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 403);
        assertThat(tenant.entitlements().json().getInt("active_strategies")).isEqualTo(3);
        assertThat(tenant.entitlements().json().getInt("strategies_left")).isZero();
    }

    @Test
    void a_retry_with_the_same_key_is_free_and_a_refusal_is_not_remembered() throws Exception {
        List<Answer> answers =
                atOnce(20, i -> api.with("Idempotency-Key", "order-1").post(TRADE, ""));
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(tenant.entitlements().json().getInt("trades_today")).isEqualTo(1);
        for (int i = 0; i < 4; i++) {
            api.post(TRADE, "");
        }
        Api refused = api.with("Idempotency-Key", "order-2");
        assertThat(refused.post(TRADE, "").status()).isEqualTo(403);
        assertThat(refused.post(TRADE, "").status()).isEqualTo(403);
        assertThat(api.with("Idempotency-Key", "order-1").post(TRADE, "").status())
                .isEqualTo(200);

        tenant.paid("pro", Instant.now());
        assertThat(refused.post(TRADE, "").status()).isEqualTo(200);
    }

    @Test
    void the_count_survives_a_restart_of_redis() {
        for (int i = 0; i < 5; i++) {
            assertThat(api.post(TRADE, "").status()).isEqualTo(200);
        }
        orra.part(ServiceName.REDIS).kill();
        assertThat(api.post(TRADE, "").status()).isEqualTo(403);
        orra.part(ServiceName.REDIS).start();
        assertThat(api.post(TRADE, "").status()).isEqualTo(403);
        eventually()
                .untilAsserted(() -> assertThat(orra.redis()
                                .get("tenant:active:"
                                        + TestTenant.provisioned(orra).id()))
                        .as("what comes later reaches Redis again")
                        .isEqualTo("1"));
    }

    @Test
    void priority_and_strategies_without_limit_are_pros() {
        assertThat(api.post("/api/v1/billing/guards/priority", "").json().getString("detail"))
                .isEqualTo("Pro tier required for this operation");
        api.post("/api/v1/strategies", BillingTenant.strategy(true).build());
        assertThat(api.post("/api/v1/billing/guards/strategy", "").json().getString("detail"))
                .isEqualTo("Basic tier allows up to 1 active strategy. Upgrade to Pro for unlimited strategies.");

        tenant.paid("pro", Instant.now());

        assertThat(api.post("/api/v1/billing/guards/priority", "").body()).isEqualTo("{\"allowed\":true}");
        assertThat(api.post("/api/v1/billing/guards/strategy", "").body()).isEqualTo("{\"allowed\":true}");
        assertThat(tenant.entitlements().json().isNull("max_strategies")).isTrue();
        assertThat(tenant.entitlements().json().isNull("daily_trade_limit")).isTrue();
        assertThat(tenant.entitlements().json().getBoolean("priority_execution"))
                .isTrue();
    }

    private interface Call {
        Answer of(int number);
    }

    private static Map<Integer, Long> statuses(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    /** A server that had to wait too long for its database says 503: asked again then, as clients do, within limits. */
    private static Answer patiently(Call call, int number) {
        return Stream.generate(() -> call.of(number))
                .limit(5)
                .dropWhile(answer -> answer.status() == 503)
                .findFirst()
                .orElseThrow();
    }

    private static List<Answer> atOnce(int number, Call call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Answer>> calls = IntStream.range(0, number)
                    .<Callable<Answer>>mapToObj(i -> () -> patiently(call, i))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
