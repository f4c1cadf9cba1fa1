package io.orra.it.operations;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import io.orra.it.frame.Processes.Listener;
import io.orra.it.frame.TestTenant;
import io.orra.it.marketdata.MarketStore;
import io.orra.launcher.payara.PayaraService;
import io.orra.launcher.process.Http;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two servers in one data grid, on the same database, Redis and broker. One test goes on where the other ended: a second
 * server costs as much as all of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoInstancesIT {

    private static final int TENANTS = 6;
    /** That so many go to one of two happens once in a million times. */
    private static final int MOST_TENANTS = 20;

    private static final String NOBODY = "nobody";
    private static final int FIRST_REQUESTS = 24;
    /** Streamed in full by every tenant of this test. */
    private static final long SHARED = 738561;

    private final Orra orra = Orra.running();
    private final MarketStore store = new MarketStore(orra);
    private final OffsetDateTime begun = now();
    /** Each with an instrument that nobody else streams. */
    private final Map<TestTenant, Long> tenants = new HashMap<>();

    private PayaraService first;
    private PayaraService second;

    @BeforeAll
    void two() {
        orra.instances(2);
        first = orra.stack().servers().get(0);
        second = orra.stack().servers().get(1);
        eventually().until(() -> metric(first, "instances") == 2 && metric(second, "instances") == 2);
    }

    @AfterAll
    void one() {
        orra.instances(1);
    }

    @Test
    @Order(1)
    void the_second_listens_on_loopback_only() {
        assertThat(orra.processes().listenersOf(second))
                .extracting(Listener::port)
                .containsAll(second.ports().values());
        assertThat(orra.processes().listenersOf(second)).allMatch(Listener::loopback);
    }

    @Test
    @Order(2)
    void each_tenant_is_logged_in_by_exactly_one() {
        long before = logins();
        for (int i = 0; i < TENANTS; i++) {
            tenants.put(TestTenant.linked(orra), 0L);
        }

        eventually()
                .until(() -> tenants.keySet().stream()
                        .allMatch(tenant -> orra.redis().get("kite:access_token:" + tenant.id()) != null));
        eventually().until(() -> logins() - before == TENANTS);
        assertThat(tenants.keySet()).allSatisfy(tenant -> {
            assertThat(tenant.brokerAccount().getInt("logins")).isEqualTo(1);
            assertThat(tenant.brokerAccount().getInt("bad_twofa")).isZero();
        });
    }

    @Test
    @Order(3)
    void each_tenant_is_streamed_by_exactly_one_and_both_have_some() {
        tenants.keySet().forEach(this::chooseInstruments);
        eventually()
                .until(() -> tenants.keySet().stream()
                        .allMatch(tenant -> tenant.brokerSockets().size() == 1));
        // Which tenants a partition takes is a matter of their ids. Of this test's own: others may stream here too.
        while (owners().values().stream().distinct().count() < 2) {
            assertThat(tenants.size()).as("tenants, all of them with one").isLessThan(MOST_TENANTS);
            TestTenant more = TestTenant.linked(orra);
            tenants.put(more, 0L);
            chooseInstruments(more);
            eventually().until(() -> more.brokerSockets().size() == 1);
        }
        assertThat(owners().values()).doesNotContain(NOBODY);

        eventually()
                .until(() -> metric(first, "streams") + metric(second, "streams")
                        == orra.simulated().sockets().size());
        assertThat(tenants.keySet())
                .allSatisfy(tenant -> assertThat(tenant.brokerSockets()).hasSize(1));
    }

    @Test
    @Order(4)
    void the_tenants_of_one_that_is_killed_go_to_the_other_and_the_gap_is_noted() {
        // What was never stored of a feed is no gap: there was none.
        eventually().until(() -> tenants.values().stream().allMatch(this::isStored));
        Map<TestTenant, String> before = owners();
        Map<TestTenant, Integer> sockets = socketNumbers();
        OffsetDateTime killed = now();

        second.kill();
        List<TestTenant> moved = new ArrayList<>();
        eventually().until(() -> {
            moved.clear();
            owners().forEach((tenant, owner) -> {
                if (!before.get(tenant).equals(owner)) {
                    moved.add(tenant);
                }
            });
            assertThat(tenants.keySet())
                    .allSatisfy(tenant -> assertThat(tenant.brokerSockets()).hasSizeLessThan(2));
            return tenants.keySet().stream()
                            .allMatch(tenant -> tenant.brokerSockets().size() == 1)
                    && owners().values().stream().distinct().count() == 1;
        });
        System.out.printf(
                "          %d of %d tenants moved within %d ms of kill -9%n",
                moved.size(),
                tenants.size(),
                java.time.Duration.between(killed, now()).toMillis());

        assertThat(moved).isNotEmpty();
        eventually().until(() -> moved.stream().allMatch(tenant -> gaps(tenant, killed) == 1));
        assertThat(tenants.keySet())
                .filteredOn(tenant -> !moved.contains(tenant))
                .allSatisfy(tenant -> {
                    assertThat(gaps(tenant, killed)).isZero();
                    assertThat(socketNumbers().get(tenant)).isEqualTo(sockets.get(tenant));
                });
        assertThat(doubles()).isZero();
    }

    @Test
    @Order(5)
    void one_that_comes_back_answers_all_first_requests_alike_and_gets_its_share_again() {
        second.boot();
        eventually()
                .until(() -> Http.get(second.address() + "/health/ready")
                        .filter(Http.Answer::ok)
                        .isPresent());
        String token = tenants.keySet().iterator().next().token();
        URI account = URI.create(second.address() + "/api/v1/account");
        HttpRequest request = HttpRequest.newBuilder(account)
                .header("Authorization", "Bearer " + token)
                .build();
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> atOnce = Stream.generate(
                        () -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .limit(FIRST_REQUESTS)
                .toList();
        assertThat(atOnce.stream().map(CompletableFuture::join)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"tenant_id\"");
        });

        eventually()
                .until(() -> metric(second, "streams") > 0
                        && metric(first, "streams") + metric(second, "streams")
                                == orra.simulated().sockets().size()
                        && tenants.keySet().stream()
                                .allMatch(tenant -> tenant.brokerSockets().size() == 1));
    }

    @Test
    @Order(6)
    void one_that_was_frozen_finds_its_tenants_taken_and_leaves_them() throws Exception {
        Map<TestTenant, String> before = owners();
        signal("STOP");
        try {
            eventually()
                    .until(() -> owners().values().stream().distinct().count() == 1
                            && metric(first, "streams_live") == metric(first, "streams")
                            && metric(first, "streams") >= tenants.size());
            assertThat(owners()).isNotEqualTo(before);
        } finally {
            signal("CONT");
        }

        eventually()
                .until(() -> metric(first, "instances") == 2
                        && metric(second, "instances") == 2
                        && metric(first, "streams") + metric(second, "streams")
                                == orra.simulated().sockets().size());
        eventually()
                .until(() -> tenants.keySet().stream()
                        .allMatch(tenant -> tenant.brokerSockets().size() == 1));
        assertThat(doubles()).isZero();
    }

    @Test
    @Order(7)
    void one_that_is_to_end_says_that_it_is_not_ready_and_answers_all_the_same() throws IOException {
        Path file = orra.state().resolve("instances/2/draining");
        Files.createFile(file);
        try {
            assertThat(status("/health/ready")).isEqualTo(503);
            assertThat(status("/health/live")).isEqualTo(200);
            assertThat(status("/api/v1/account")).isEqualTo(401);
            assertThat(Http.get(second.address() + "/health").orElseThrow().body())
                    .contains("\"draining\":true", "\"in_flight\":0");
        } finally {
            Files.delete(file);
        }
        assertThat(status("/health/ready")).isEqualTo(200);
    }

    private void chooseInstruments(TestTenant tenant) {
        int number = new ArrayList<>(tenants.values())
                .stream().mapToInt(token -> token > 0 ? 1 : 0).sum();
        eventually().until(() -> store.number("select count(*) from instruments where exchange = 'NFO'") > 60);
        long own = store.number(
                "select instrument_token from instruments where exchange = 'NFO' order by 1 offset ? limit 1", number);
        tenants.put(tenant, own);
        Answer answer = tenant.api()
                .put(
                        "/api/v1/account/instruments",
                        Json.createObjectBuilder()
                                .add(
                                        "instruments",
                                        Json.createArrayBuilder()
                                                .add(Json.createObjectBuilder()
                                                        .add("instrument", Long.toString(own))
                                                        .add("mode", "full"))
                                                .add(Json.createObjectBuilder()
                                                        .add("instrument", Long.toString(SHARED))
                                                        .add("mode", "full")))
                                .build());
        assertThat(answer.status()).isEqualTo(200);
    }

    private Map<TestTenant, String> owners() {
        return tenants.keySet().stream()
                .collect(Collectors.toMap(
                        tenant -> tenant,
                        tenant -> java.util.Objects.requireNonNullElse(
                                orra.redis().get("ticker:owner:" + tenant.id()), NOBODY)));
    }

    private long logins() {
        return agentMetric(first, "AUTH_AGENT_PORT", "logins") + agentMetric(second, "AUTH_AGENT_PORT", "logins");
    }

    private long metric(PayaraService server, String name) {
        return agentMetric(server, "TICKER_AGENT_PORT", name);
    }

    private long agentMetric(PayaraService server, String port, String name) {
        JsonObject health =
                orra.api().getOnPort(server.ports().get(port), "/health").json();
        return health.getJsonObject("metrics").getInt(name, 0);
    }

    private int status(String path) {
        return Http.get(second.address() + path).orElseThrow().status();
    }

    private Map<TestTenant, Integer> socketNumbers() {
        return tenants.keySet().stream()
                .collect(Collectors.toMap(
                        tenant -> tenant,
                        tenant -> tenant.brokerSockets().get(0).getInt("id")));
    }

    private boolean isStored(long instrument) {
        return store.number(
                        "select count(*) from feed_spans where ? = any (instruments) and ended_at is null"
                                + " and seen_until > began_at",
                        instrument)
                > 0;
    }

    /** Gaps of the tenant's own instrument that reach over the moment or begin after it, and have ended. */
    private long gaps(TestTenant tenant, OffsetDateTime moment) {
        return store.number(
                "select count(*) from gaps where instrument_token = ? and reason = 'feed_down' and to_at > ?",
                tenants.get(tenant),
                moment);
    }

    /** Ticks of the shared instrument that were stored more than once: the simulated one never repeats within a second. */
    private long doubles() {
        assertThat(store.number("select count(*) from ticks where instrument_token = ? and at >= ?", SHARED, begun))
                .isPositive();
        return store.number(
                "select count(*) - count(distinct (at, fingerprint)) from ticks where instrument_token = ? and at >= ?",
                SHARED,
                begun);
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", "-" + signal, Long.toString(second.pid().orElseThrow()))
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
