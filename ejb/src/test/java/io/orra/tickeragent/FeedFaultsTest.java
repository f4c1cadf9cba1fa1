package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orra.kite.SharedTransport;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Feeds against the simulated broker, over real sockets, while things break; random choices are seeded. Each test ends with
 * what must hold after any of them: the broker's book says that the tenant gets what it wants, in the modes that it wants,
 * ticks flow, nothing came that was not wanted, and the feed of a second tenant never lost its socket.
 */
class FeedFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SEED = 20261124;

    private static SimulatedBroker broker;
    private static int users = 1000;

    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final ExecutorService worker = Executors.newCachedThreadPool();
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-24T05:00:00Z"));
    private final Watched watched = new Watched();
    private final String user = "AB" + users++;
    private final TickerSession first = broker.login(user);
    private final TickerSession neighbours = broker.login("CD" + users++);
    private final List<Long> listed = broker.instruments(neighbours, 3_200);
    private final AtomicReference<TickerSession> session = new AtomicReference<>(first);
    private final UUID tenant = UUID.randomUUID();
    private final UUID neighbour = UUID.randomUUID();
    private BreakableLine line;
    private TenantFeed feed;
    private TenantFeed neighbourFeed;
    private Map<Long, TickMode> wanted = Map.of();

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

    @Test
    void aTokenFlushMakesOneKnockInVainAndTheNewLoginBringsEverythingBack() {
        broker.call("POST", "/kite/flush", "{}");
        cut("{\"code\":1001}");
        await().atMost(PATIENCE).until(() -> watched.refusals.get() == 1);
        await().during(Duration.ofMillis(500)).until(() -> watched.refusals.get() == 1);
        assertThat(broker.sockets(first)).isEmpty();

        session.set(broker.login(user));
        feed.sessionChanged();
        flows();
        // The neighbour's token is dead as well, and its open socket doesn't care.
        holdsForAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":1006}",
                "{\"code\":1011,\"reason\":\"internal error\"}",
                "{\"code\":1000}",
                "{\"mid_frame\":true}",
                "{\"reset\":true}"
            })
    void anEndedSocketIsReplacedHoweverItEnded(String how) {
        cut(how);
        await().atMost(PATIENCE).until(() -> snapshot().connects() == 2);
        flows();
        assertThat(snapshot().silences()).isZero();
        holdsForAll();
    }

    @Test
    void aSilentSocketIsFoundByItsMissingHeartbeatAndReplaced() {
        long id = broker.sockets(first).get(0).getJsonNumber("id").longValue();
        broker.call("PUT", "/kite/ticker/connections/" + id, "{\"silent\":true}");
        await().atMost(PATIENCE).until(() -> snapshot().connects() == 2);
        assertThat(snapshot().silences()).isEqualTo(1);
        flows();
        broker.call("POST", "/kite/ticker/disconnect", "{\"connection_id\":" + id + "}");
        holdsForAll();
    }

    @Test
    void aHalfOpenLineIsFoundTheSameWay() {
        line.pullTheCable();
        await().atMost(PATIENCE).until(() -> snapshot().connects() == 2);
        assertThat(snapshot().silences()).isEqualTo(1);
        flows();
        long old = broker.sockets(first).get(0).getJsonNumber("id").longValue();
        broker.call("POST", "/kite/ticker/disconnect", "{\"connection_id\":" + old + "}");
        holdsForAll();
    }

    @Test
    void heartbeatsWithoutTicksAreAStallAndNoSilence() {
        long id = broker.sockets(first).get(0).getJsonNumber("id").longValue();
        broker.call("PUT", "/kite/ticker/connections/" + id, "{\"ticks\":false}");
        await().atMost(PATIENCE).until(() -> snapshot().stalls() == 1);
        flows();
        assertThat(snapshot().silences()).isZero();
        holdsForAll();
    }

    @Test
    void tooManyConnectionsIsWaitedForWithoutDoubtingTheSession() {
        broker.call("PUT", "/kite/ticker/faults", "{\"max_connections\":0}");
        cut("{\"code\":1006}");
        await().atMost(PATIENCE).until(() -> snapshot().state() == StreamSnapshot.State.BACKING_OFF);
        broker.call("PUT", "/kite/ticker/faults", "{\"max_connections\":3}");
        flows();
        assertThat(watched.refusals.get()).isZero();
        holdsForAll();
    }

    @Test
    void aLineThatDoesNotSpeakTlsIsTriedAgainAndHurtsNobodyElse() {
        URI secured = URI.create(broker.ticker().toString().replace("ws:", "wss:"));
        UUID third = UUID.randomUUID();
        try (TenantFeed other = feed(third, secured, () -> first)) {
            other.subscribe(full(5));
            await().atMost(PATIENCE).until(() -> other.snapshots().get(0).state() == StreamSnapshot.State.BACKING_OFF);
            assertThat(watched.ticks).doesNotContainKey(third);
            assertThat(watched.refusals.get()).isZero();
        }
        holdsForAll();
    }

    @Test
    void aJumpOfTheClockMovesNothingButTheStamps() {
        for (Duration jump : List.of(Duration.ofDays(1), Duration.ofDays(-30), Duration.ofHours(6))) {
            time.updateAndGet(now -> now.plus(jump));
            flows();
        }
        assertThat(snapshot().connects()).isEqualTo(1);
        assertThat(watched.lastReceived.get(tenant)).isEqualTo(time.get());
        holdsForAll();
    }

    @Test
    void theThreeThousandAndFirstInstrumentGetsASecondSocketAndNoComplaint() {
        subscribe(full(3_001));
        await().atMost(PATIENCE).until(() -> broker.sockets(first).size() == 2);
        await().atMost(PATIENCE).until(() -> feed.snapshots().stream().allMatch(socket -> socket.missing() == 0));
        assertThat(watched.complaints).isEmpty();
        holdsForAll();

        subscribe(full(3_000));
        await().atMost(PATIENCE).until(() -> broker.sockets(first).size() == 1);
        holdsForAll();
    }

    @Test
    void aHundredChangesOfTheListDuringTheFlowNeverLetAnythingElseThrough() {
        broker.call("PUT", "/kite/market", "{\"ticks_per_second\":20}");
        Random random = new Random(SEED);
        for (int change = 0; change < 100; change++) {
            subscribe(randomList(random));
        }
        flows();
        assertThat(snapshot().connects()).isEqualTo(1);
        holdsForAll();
    }

    @Test
    void whateverBreaksInWhateverOrderTheFeedComesBackWhole() {
        Random random = new Random(SEED);
        for (int fault = 0; fault < 25; fault++) {
            switch (random.nextInt(6)) {
                case 0 ->
                    cut("{\"code\":" + List.of(1000, 1001, 1006, 1011, 4000).get(random.nextInt(5)) + "}");
                case 1 -> cut("{\"mid_frame\":true}");
                case 2 -> cut("{\"reset\":true}");
                case 3 ->
                    broker.call(
                            "POST",
                            "/kite/ticker/raw",
                            "{\"api_key\":\"" + first.apiKey() + "\",\"base64\":\"" + noise(random) + "\"}");
                case 4 -> subscribe(randomList(random));
                default -> feed.sessionChanged();
            }
        }
        flows();
        holdsForAll();
    }

    private static String noise(Random random) {
        byte[] noise = new byte[2 + random.nextInt(300)];
        random.nextBytes(noise);
        // A count and a first length that can't be true, so that nothing in it looks like a tick.
        noise[0] = (byte) 0xFF;
        return java.util.Base64.getEncoder().encodeToString(noise.length > 3 ? withLyingLength(noise) : noise);
    }

    private static byte[] withLyingLength(byte[] noise) {
        noise[2] = (byte) 0xFF;
        return noise;
    }

    private void holdsForAll() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(atTheBroker()).isEqualTo(asWanted()));
        assertThat(watched.strange).isEmpty();
        assertThat(neighbourFeed.snapshots().get(0).connects()).isEqualTo(1);
        long before = watched.ticks.get(neighbour).get();
        await().atMost(PATIENCE).until(() -> watched.ticks.get(neighbour).get() > before);
    }

    /** How many instruments the broker sends the tenant, by mode, over all its sockets. */
    private Map<String, Integer> atTheBroker() {
        Map<String, Integer> modes = new TreeMap<>(Map.of("ltp", 0, "quote", 0, "full", 0));
        for (JsonObject socket : broker.sockets(first)) {
            socket.getJsonObject("modes")
                    .forEach((mode, count) -> modes.merge(mode, Integer.parseInt(count.toString()), Integer::sum));
        }
        return modes;
    }

    private Map<String, Integer> asWanted() {
        Map<String, Integer> modes = new TreeMap<>(Map.of("ltp", 0, "quote", 0, "full", 0));
        wanted.values().forEach(mode -> modes.merge(mode.wireName(), 1, Integer::sum));
        return modes;
    }

    private void flows() {
        long before = watched.ticks(tenant);
        await().atMost(PATIENCE).until(() -> watched.ticks(tenant) > before + 5);
    }

    private StreamSnapshot snapshot() {
        return feed.snapshots().get(0);
    }

    private void cut(String how) {
        String meant = "{\"api_key\":\"" + first.apiKey() + "\"," + how.substring(1);
        broker.call("POST", "/kite/ticker/disconnect", meant);
    }

    private void subscribe(Map<Long, TickMode> list) {
        wanted = list;
        // What came before this returns may be of the old list, what comes after only of the new one.
        watched.allowed(tenant, union(watched.allowed.get(tenant), list.keySet()));
        feed.subscribe(list);
        watched.allowed(tenant, list.keySet());
    }

    private static Set<Long> union(Set<Long> these, Set<Long> those) {
        Set<Long> both = ConcurrentHashMap.newKeySet();
        if (these != null) {
            both.addAll(these);
        }
        both.addAll(those);
        return both;
    }

    private Map<Long, TickMode> full(int count) {
        return listed.stream().limit(count).collect(Collectors.toMap(token -> token, token -> TickMode.FULL));
    }

    private Map<Long, TickMode> randomList(Random random) {
        Map<Long, TickMode> list = new HashMap<>();
        for (int count = 20 + random.nextInt(60); count > 0; count--) {
            list.put(listed.get(random.nextInt(200)), TickMode.values()[random.nextInt(3)]);
        }
        return list;
    }

    private TenantFeed feed(UUID whose, URI address, java.util.function.Supplier<TickerSession> sessions) {
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

    /** Notes what arrives, and what arrives that nobody wanted. */
    private static final class Watched implements StreamListener {
        private final Map<UUID, AtomicInteger> ticks = new ConcurrentHashMap<>();
        private final Map<UUID, Set<Long>> allowed = new ConcurrentHashMap<>();
        private final Map<UUID, Instant> lastReceived = new ConcurrentHashMap<>();
        private final List<Long> strange = new CopyOnWriteArrayList<>();
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private final AtomicInteger refusals = new AtomicInteger();

        private void allowed(UUID tenant, Set<Long> instruments) {
            allowed.put(tenant, Set.copyOf(instruments));
        }

        private int ticks(UUID tenant) {
            AtomicInteger count = ticks.get(tenant);
            return count == null ? 0 : count.get();
        }

        @Override
        public void ticks(TenantTicks frame) {
            Set<Long> mine = allowed.get(frame.tenant());
            if (mine != null) {
                frame.ticks().stream()
                        .map(tick -> tick.instrumentToken())
                        .filter(token -> !mine.contains(token))
                        .forEach(strange::add);
            }
            lastReceived.put(frame.tenant(), frame.received());
            ticks.computeIfAbsent(frame.tenant(), tenant -> new AtomicInteger())
                    .addAndGet(frame.ticks().size());
        }

        @Override
        public void feedUp(UUID tenant, Set<Long> instruments, Instant firstFrame) {
            // not looked at here
        }

        @Override
        public void feedDown(UUID tenant, Set<Long> instruments, Instant lastFrame) {
            // not looked at here
        }

        @Override
        public void sessionRefused(UUID tenant) {
            refusals.incrementAndGet();
        }

        @Override
        public void orderUpdate(UUID tenant, String json) {
            // not looked at here
        }

        @Override
        public void brokerError(UUID tenant, String text) {
            complaints.add(text);
        }
    }
}
