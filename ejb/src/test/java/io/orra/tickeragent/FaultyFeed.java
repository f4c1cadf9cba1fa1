package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orra.kite.SharedTransport;
import io.orra.kite.SimulatedBroker;
import io.orra.kite.TickMode;
import io.orra.kite.TickerEndpoint;
import io.orra.kite.TickerSession;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Feeds against the simulated broker, over real sockets, while things break; random choices are seeded. Each test ends with
 * what must hold after any of them: the broker's book says that the tenant gets what it wants, in the modes that it wants,
 * ticks flow, nothing came that was not wanted, and the feed of a second tenant never lost its socket.
 */
abstract class FaultyFeed {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final long SEED = 20261124;

    static SimulatedBroker broker;
    private static int users = 1000;

    final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    final ExecutorService worker = Executors.newCachedThreadPool();
    final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-24T05:00:00Z"));
    final WatchedFeeds watched = new WatchedFeeds();
    final String user = "AB" + users++;
    final TickerSession first = broker.login(user);
    final TickerSession neighbours = broker.login("CD" + users++);
    final List<Long> listed = broker.instruments(neighbours, 3_200);
    final AtomicReference<TickerSession> session = new AtomicReference<>(first);
    final UUID tenant = UUID.randomUUID();
    final UUID neighbour = UUID.randomUUID();
    BreakableLine line;
    TenantFeed feed;
    TenantFeed neighbourFeed;
    Map<Long, TickMode> wanted = Map.of();

    @BeforeAll
    static void open() {
        broker = new SimulatedBroker();
    }

    @AfterAll
    static void closeBroker() {
        broker.close();
    }

    @BeforeEach
    void stream() throws IOException {
        line = new BreakableLine(broker.ticker());
        neighbourFeed = feed(neighbour, broker.ticker(), () -> neighbours);
        neighbourFeed.subscribe(full(5));
        feed = feed(tenant, line.address(), session::get);
        subscribe(full(20));
        flows();
    }

    @AfterEach
    void stop() throws IOException {
        feed.close();
        neighbourFeed.close();
        line.close();
        broker.call("DELETE", "/kite/ticker/faults", "");
        broker.call("PUT", "/kite/market", "{\"ticks_per_second\":1}");
        timers.shutdownNow();
        worker.shutdownNow();
    }

    void holdsForAll() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(atTheBroker()).isEqualTo(asWanted()));
        assertThat(watched.strange).isEmpty();
        assertThat(neighbourFeed.snapshots().get(0).connects()).isEqualTo(1);
        long before = watched.ticks.get(neighbour).get();
        await().atMost(PATIENCE).until(() -> watched.ticks.get(neighbour).get() > before);
    }

    /** How many instruments the broker sends the tenant, by mode, over all its sockets. */
    Map<String, Integer> atTheBroker() {
        Map<String, Integer> modes = new TreeMap<>(Map.of("ltp", 0, "quote", 0, "full", 0));
        for (JsonObject socket : broker.sockets(first)) {
            socket.getJsonObject("modes")
                    .forEach((mode, count) -> modes.merge(mode, Integer.parseInt(count.toString()), Integer::sum));
        }
        return modes;
    }

    Map<String, Integer> asWanted() {
        Map<String, Integer> modes = new TreeMap<>(Map.of("ltp", 0, "quote", 0, "full", 0));
        wanted.values().forEach(mode -> modes.merge(mode.wireName(), 1, Integer::sum));
        return modes;
    }

    void flows() {
        long before = watched.ticks(tenant);
        await().atMost(PATIENCE).until(() -> watched.ticks(tenant) > before + 5);
    }

    StreamSnapshot snapshot() {
        return feed.snapshots().get(0);
    }

    void cut(String how) {
        String meant = "{\"api_key\":\"" + first.apiKey() + "\"," + how.substring(1);
        broker.call("POST", "/kite/ticker/disconnect", meant);
    }

    void subscribe(Map<Long, TickMode> list) {
        wanted = list;
        // What came before this returns may be of the old list, what comes after only of the new one.
        watched.allowed(tenant, union(watched.allowed.get(tenant), list.keySet()));
        feed.subscribe(list);
        watched.allowed(tenant, list.keySet());
    }

    static Set<Long> union(Set<Long> these, Set<Long> those) {
        Set<Long> both = ConcurrentHashMap.newKeySet();
        if (these != null) {
            both.addAll(these);
        }
        both.addAll(those);
        return both;
    }

    Map<Long, TickMode> full(int count) {
        return listed.stream().limit(count).collect(Collectors.toMap(token -> token, token -> TickMode.FULL));
    }

    Map<Long, TickMode> randomList(Random random) {
        Map<Long, TickMode> list = new HashMap<>();
        for (int count = 20 + random.nextInt(60); count > 0; count--) {
            list.put(listed.get(random.nextInt(200)), TickMode.values()[random.nextInt(3)]);
        }
        return list;
    }

    TenantFeed feed(UUID whose, URI address, java.util.function.Supplier<TickerSession> sessions) {
        StreamTimings timings = new StreamTimings(
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                Duration.ofMinutes(1),
                Duration.ofSeconds(3),
                Duration.ofMillis(200),
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                Duration.ofSeconds(6));
        StreamSurroundings around = new StreamSurroundings(
                new TickerEndpoint(SharedTransport.TRANSPORT, address, Duration.ofSeconds(10)),
                timers,
                worker,
                timings,
                new Clock() {
                    @Override
                    public Instant instant() {
                        return time.get();
                    }

                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }
                },
                () -> true);
        return new TenantFeed(whose, around, () -> Optional.of(sessions.get()), watched);
    }
}
