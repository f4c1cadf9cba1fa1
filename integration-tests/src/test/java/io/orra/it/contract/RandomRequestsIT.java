package io.orra.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Api;
import io.orra.it.frame.Contract;
import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random requests from the contract: whatever is sent, the answer is one that the contract knows, and never 5xx. */
class RandomRequestsIT {

    private static final int REQUESTS = 5_200;
    private static final int WORKERS = 4;
    private static final long SEED = Long.getLong("orra.fuzz.seed", 20261124L);

    private final Orra orra = Orra.running();

    @Test
    void no_request_leads_outside_the_contract() {
        List<String> ids = new ArrayList<>();
        IntStream.range(0, 6)
                .forEach(each -> ids.add(TestTenant.provisioned(orra).id()));
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Map<Integer, Integer>> counts = IntStream.range(0, WORKERS)
                .mapToObj(worker -> CompletableFuture.supplyAsync(() -> work(worker, ids, wrong)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        Map<Integer, Integer> statuses = new TreeMap<>();
        counts.forEach(one -> one.forEach((status, count) -> statuses.merge(status, count, Integer::sum)));
        System.out.println("random requests by status: " + statuses);

        assertThat(wrong).isEmpty();
        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(5_000);
        assertThat(statuses)
                .as("the requests reach all kinds of answers")
                .containsKeys(200, 204, 400, 403, 404, 412, 422);
    }

    private Map<Integer, Integer> work(int worker, List<String> ids, Queue<String> wrong) {
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
        Random random = new Random(SEED + worker);
        RandomRequests requests = new RandomRequests(Contract.document(), random, ids);
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int i = 0; i < REQUESTS / WORKERS; i++) {
            RandomRequests.Made made = requests.next();
            try {
                Answer answer = callers.get(random.nextInt(callers.size()))
                        .send(made.method(), made.path(), made.body(), made.headers());
                statuses.merge(answer.status(), 1, Integer::sum);
                if (answer.status() >= 500) {
                    wrong.add(made + "\n-> " + answer.status() + " " + answer.body());
                }
            } catch (AssertionError outside) {
                wrong.add(made + "\n-> " + outside.getMessage());
            }
        }
        return statuses;
    }
}
