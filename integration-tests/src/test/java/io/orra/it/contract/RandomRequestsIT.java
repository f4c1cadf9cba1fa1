package io.orra.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Contract;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

/**
 * Random requests from the contract: whatever is sent, the answer is one that the contract knows, and never 5xx. Held
 * against the contract where every answer is, in {@link Api}; a request that fails is made smaller before it is told.
 */
class RandomRequestsIT {

    /** Some of them come up twice, and are made once. */
    private static final int REQUESTS = 6_000;

    private static final int WORKERS = 4;
    private static final long SEED = Long.getLong("orra.fuzz.seed", 20261124L);

    private static final int SHRINK_CYCLES = 100;

    private record Sent(Api caller, RandomRequests.Made made) {}

    private final Orra orra = Orra.running();

    @Test
    void no_request_leads_outside_the_contract() {
        List<String> ids = new ArrayList<>();
        IntStream.range(0, 6)
                .forEach(each -> ids.add(TestTenant.provisioned(orra).id()));
        List<Map<Integer, Integer>> counts = IntStream.range(0, WORKERS)
                .mapToObj(worker -> CompletableFuture.supplyAsync(() -> work(worker, ids)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        Map<Integer, Integer> statuses = new TreeMap<>();
        counts.forEach(one -> one.forEach((status, count) -> statuses.merge(status, count, Integer::sum)));
        System.out.println("random requests by status: " + statuses);

        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(5_000);
        assertThat(statuses)
                .as("the requests reach all kinds of answers")
                .containsKeys(200, 204, 400, 403, 404, 412, 422);
    }

    private Map<Integer, Integer> work(int worker, List<String> ids) {
        TestTenant tenant = TestTenant.provisioned(orra);
        List<Api> callers = IntStream.range(0, 6)
                .mapToObj(each -> orra.api()
                        .as(orra.simulated()
                                .token(
                                        tenant.organisation,
                                        "user_fuzz_" + worker + "_" + each,
                                        each % 2 == 0 ? "admin" : "member",
                                        Json.createObjectBuilder()
                                                .add(
                                                        "claims",
                                                        each < 3
                                                                ? Json.createObjectBuilder()
                                                                        .add("role", "super_admin")
                                                                : Json.createObjectBuilder()))))
                .toList();
        RandomRequests requests = new RandomRequests(Contract.document(), ids);
        Gen<Sent> sent = source -> {
            Dice dice = Dice.of(source);
            return new Sent(dice.oneOf(callers), requests.next(dice));
        };
        Map<Integer, Integer> statuses = new TreeMap<>();
        qt().withFixedSeed(SEED + worker)
                .withExamples(REQUESTS / WORKERS)
                .withUnlimitedTestingTime()
                .withShrinkCycles(SHRINK_CYCLES)
                .forAll(sent.describedAs(one -> one.made().toString()))
                .checkAssert(one -> {
                    Answer answer = one.caller()
                            .send(
                                    one.made().method(),
                                    one.made().path(),
                                    one.made().body(),
                                    one.made().headers());
                    statuses.merge(answer.status(), 1, Integer::sum);
                    assertThat(answer.status())
                            .as(one.made() + "\n-> " + answer.body())
                            .isLessThan(500);
                });
        return statuses;
    }
}
