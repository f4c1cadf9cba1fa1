package io.orra.tickeragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orra.kite.FeedPeer;
import io.orra.kite.Frames;
import io.orra.kite.SharedTransport;
import io.orra.kite.Tick;
import io.orra.kite.TickMode;
import io.orra.kite.TickerEndpoint;
import io.orra.kite.TickerSession;
import io.orra.kite.TickerTransport;
import io.orra.tickeragent.StreamSnapshot.State;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantStreamTest {
    private static final StreamTimings QUICK = timings(Duration.ofMinutes(10), Duration.ofMinutes(10));

    private final FeedPeer peer = new FeedPeer();
    private final TickerTransport transport = SharedTransport.TRANSPORT;
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final ExecutorService worker = Executors.newCachedThreadPool();
    private final AtomicReference<TickerSession> session = new AtomicReference<>(new TickerSession("key", "one"));
    private final AtomicInteger reads = new AtomicInteger();
    private final List<Tick> ticks = new CopyOnWriteArrayList<>();
    private final AtomicBoolean marketOpen = new AtomicBoolean(true);
    private final Reports reports = new Reports();
    private TenantStream stream = stream(QUICK);

    @AfterEach
    void stop() throws IOException {
        stream.close();
        peer.close();
        timers.shutdownNow();
        worker.shutdownNow();
    }

    @Test
    void subscribesWithModesAndHandsTicksOn() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.FULL, 2L, TickMode.LTP, 3L, TickMode.FULL));
        assertThat(wire.received()).isEqualTo("{\"a\":\"subscribe\",\"v\":[1,2,3]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"ltp\",[2]]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"full\",[1,3]]}");

        wire.binary(Frames.frame(Frames.ltp(2, 100), Frames.ltp(3, 200)));
        await().until(() -> ticks.size() == 2);
        assertThat(stream.snapshot().decoded().ticks()).isEqualTo(2);
        assertThat(stream.snapshot().state()).isEqualTo(State.LIVE);
    }

    @Test
    void doesNotConnectWhileThereIsNothingToStream() throws Exception {
        stream.start();
        assertThat(stream.snapshot().state()).isEqualTo(State.IDLE);
        stream.subscribe(Map.of(1L, TickMode.LTP));
        assertThat(peer.next().received()).contains("subscribe");
        assertThat(peer.handshakes).hasSize(1);
    }

    @Test
    void tellsAnOpenSocketOnlyTheDifference() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.FULL, 2L, TickMode.LTP));
        skip(wire, 3);
        stream.subscribe(Map.of(2L, TickMode.FULL, 3L, TickMode.LTP));
        assertThat(wire.received()).isEqualTo("{\"a\":\"unsubscribe\",\"v\":[1]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"subscribe\",\"v\":[3]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"ltp\",[3]]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"full\",[2]]}");
        assertThat(peer.nobodyElseCame()).isTrue();
    }

    @Test
    void leavesTheBrokerWhenTheListBecomesEmptyAndComesBack() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.LTP));
        stream.subscribe(Map.of());
        assertThat(wire.clientGone()).isTrue();
        assertThat(stream.snapshot().state()).isEqualTo(State.IDLE);
        stream.subscribe(Map.of(5L, TickMode.LTP));
        assertThat(peer.next().received()).isEqualTo("{\"a\":\"subscribe\",\"v\":[5]}");
    }

    @Test
    void replaysItsListOnANewSocketWithTheSessionReadAnew() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.FULL));
        session.set(new TickerSession("key", "two"));
        wire.cut();

        FeedPeer.Wire again = peer.next();
        assertThat(again.received()).isEqualTo("{\"a\":\"subscribe\",\"v\":[1]}");
        assertThat(again.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"full\",[1]]}");
        assertThat(peer.handshakes.get(0)).contains("access_token=one");
        assertThat(peer.handshakes.get(1)).contains("access_token=two");
        await().untilAsserted(() -> assertThat(stream.snapshot().connects()).isEqualTo(2));
    }

    @Test
    void comesBackAfterThePeerClosed() throws Exception {
        live(Map.of(1L, TickMode.LTP)).close(1011);
        assertThat(peer.next().received()).contains("subscribe");
    }

    @Test
    void comesBackAfterALineBrokenInsideAFrameWithoutWaitingForItsSilence() throws Exception {
        live(Map.of(1L, TickMode.LTP)).breakOffInsideAFrame();
        assertThat(peer.next().received()).contains("subscribe");
        assertThat(ticks).isEmpty();
    }

    @Test
    void knocksNeverTwiceWithARefusedSession() throws Exception {
        stream = stream(timings(Duration.ofMinutes(10), Duration.ofMillis(20)));
        peer.status = 403;
        start(Map.of(1L, TickMode.LTP));
        await().until(() -> reports.refused.size() == 1);
        int readsThen = reads.get();
        await().until(() -> reads.get() > readsThen + 5);
        assertThat(peer.handshakes).hasSize(1);
        assertThat(reports.refused).hasSize(1);

        peer.status = 101;
        session.set(new TickerSession("key", "two"));
        assertThat(peer.next().received()).contains("subscribe");
        assertThat(peer.handshakes).hasSize(2);
    }

    @Test
    void waitsForASessionUntilItIsToldOfOne() throws Exception {
        session.set(null);
        start(Map.of(1L, TickMode.LTP));
        await().until(() -> stream.snapshot().state() == State.WAITING_FOR_SESSION);
        assertThat(peer.handshakes).isEmpty();
        session.set(new TickerSession("key", "one"));
        stream.sessionChanged();
        assertThat(peer.next().received()).contains("subscribe");
    }

    @Test
    void keepsAnOpenSocketWhenTheSessionChanges() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.LTP));
        skip(wire, 2);
        session.set(new TickerSession("key", "two"));
        stream.sessionChanged();
        wire.binary(Frames.frame(Frames.ltp(1, 100)));
        await().until(() -> ticks.size() == 1);
        assertThat(peer.handshakes).hasSize(1);
    }

    @Test
    void waitsLongWhenTheBrokerHasTooManyConnections() throws Exception {
        peer.status = 429;
        start(Map.of(1L, TickMode.LTP));
        await().until(() -> stream.snapshot().state() == State.BACKING_OFF);
        assertThat(reports.refused).isEmpty();
        assertThat(peer.handshakes).hasSize(1);
    }

    @Test
    void triesAgainWhenTheStoreOfSessionsIsAway() throws Exception {
        stream = new TenantStream(
                UUID.randomUUID(),
                around(QUICK),
                () -> {
                    if (reads.incrementAndGet() < 4) {
                        throw new IllegalStateException("store away");
                    }
                    return Optional.of(session.get());
                },
                reports);
        start(Map.of(1L, TickMode.LTP));
        assertThat(peer.next().received()).contains("subscribe");
        assertThat(reads.get()).isEqualTo(4);
    }

    @Test
    void replacesASocketOnWhichNothingComesAnyMore() throws Exception {
        stream = stream(timings(Duration.ofMillis(300), Duration.ofMinutes(10)));
        FeedPeer.Wire silent = live(Map.of(1L, TickMode.LTP));
        assertThat(peer.next().received()).contains("subscribe");
        assertThat(silent.clientGone()).isTrue();
        assertThat(stream.snapshot().silences()).isPositive();
    }

    @Test
    void takesAHeartbeatForASignOfLife() throws Exception {
        stream = stream(timings(Duration.ofSeconds(30), Duration.ofMinutes(10)));
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.LTP));
        wire.binary((byte) 0);
        await().untilAsserted(() ->
                assertThat(stream.snapshot().decoded().heartbeats()).isEqualTo(1));
        assertThat(stream.snapshot().silences()).isZero();
    }

    @Test
    void isClosedForGood() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.LTP));
        stream.close();
        assertThat(wire.clientGone()).isTrue();
        stream.subscribe(Map.of(2L, TickMode.LTP));
        stream.sessionChanged();
        stream.start();
        assertThat(stream.snapshot().state()).isEqualTo(State.CLOSED);
        assertThat(peer.nobodyElseCame()).isTrue();
        assertThat(peer.handshakes).hasSize(1);
    }

    @Test
    void dropsASocketThatOpensAfterTheClose() throws Exception {
        peer.status = 0;
        start(Map.of(1L, TickMode.LTP));
        await().until(() -> peer.handshakes.size() == 1);
        stream.close();
        assertThat(stream.snapshot().state()).isEqualTo(State.CLOSED);
        assertThat(stream.snapshot().connects()).isZero();
    }

    @Test
    void reportsOrdersAndComplaints() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.LTP));
        wire.text("{\"type\":\"order\",\"data\":{\"order_id\":\"9\"}}");
        wire.text("{\"type\":\"error\",\"data\":\"too much\"}");
        await().until(() -> reports.errors.size() == 1);
        assertThat(reports.orders).containsExactly("{\"order_id\":\"9\"}");
        assertThat(reports.errors).containsExactly("too much");
    }

    @Test
    void asksAgainForWhatDoesNotComeInTheModeThatItWasAskedIn() throws Exception {
        stream = stream(timings(
                Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMillis(400), Duration.ofMinutes(10)));
        FeedPeer.Wire wire = live(Map.of(257L, TickMode.QUOTE, 513L, TickMode.LTP));
        skip(wire, 3);
        wire.binary(Frames.frame(Frames.ltp(257, 1), Frames.ltp(513, 1)));
        skipTo(wire, "{\"a\":\"subscribe\",\"v\":[257]}");
        assertThat(wire.received()).isEqualTo("{\"a\":\"mode\",\"v\":[\"quote\",[257]]}");
        assertThat(stream.snapshot().missing()).isEqualTo(1);
        assertThat(stream.snapshot().repeated()).isPositive();
    }

    @Test
    void stopsAskingForWhatIsNeverTraded() throws Exception {
        stream = stream(
                timings(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMillis(1), Duration.ofMinutes(10)));
        FeedPeer.Wire wire = live(Map.of(257L, TickMode.LTP));
        skip(wire, 2 + 4 * 2);
        await().during(Duration.ofMillis(300)).until(() -> stream.snapshot().repeated() == 4);
        assertThat(wire.received).isEmpty();
    }

    @Test
    void handsOnNothingThatNobodyAskedForAndRefusesItAgain() throws Exception {
        stream = stream(timings(
                Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMillis(400), Duration.ofMinutes(10)));
        FeedPeer.Wire wire = live(Map.of(257L, TickMode.LTP));
        skip(wire, 2);
        wire.binary(Frames.frame(Frames.ltp(769, 1), Frames.ltp(257, 1)));
        skipTo(wire, "{\"a\":\"unsubscribe\",\"v\":[769]}");
        assertThat(ticks).extracting(Tick::instrumentToken).containsExactly(257L);
        assertThat(stream.snapshot().unwanted()).isEqualTo(1);
    }

    @Test
    void replacesASocketThatOnlyBeatsWhileTheMarketIsOpen() throws Exception {
        stream = stream(timings(
                Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMillis(200)));
        FeedPeer.Wire stalled = live(Map.of(1L, TickMode.LTP));
        stalled.binary((byte) 0);
        assertThat(peer.next().received()).contains("subscribe");
        assertThat(stream.snapshot().stalls()).isEqualTo(1);
        assertThat(stream.snapshot().silences()).isZero();
    }

    @Test
    void takesAClosedMarketForNoStall() throws Exception {
        marketOpen.set(false);
        stream = stream(timings(
                Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMillis(100)));
        live(Map.of(1L, TickMode.LTP)).binary((byte) 0);
        await().during(Duration.ofMillis(500)).until(() -> stream.snapshot().stalls() == 0);
        marketOpen.set(true);
        assertThat(peer.next().received()).contains("subscribe");
    }

    @Test
    void tellsFromWhenOnAndUntilWhenAFeedWasThere() throws Exception {
        FeedPeer.Wire wire = live(Map.of(1L, TickMode.LTP, 2L, TickMode.LTP));
        assertThat(reports.feed).isEmpty();
        wire.binary((byte) 0);
        await().until(() -> reports.feed.size() == 1);
        stream.subscribe(Map.of(2L, TickMode.LTP, 3L, TickMode.LTP));
        wire.cut();
        await().until(() -> reports.feed.size() == 4);
        assertThat(reports.feed).containsExactly("up [1, 2]", "down [1]", "up [3]", "down [2, 3]");
    }

    @Test
    void knocksAgainWithARefusedSessionThatProvedGood() throws Exception {
        stream = stream(timings(Duration.ofMinutes(10), Duration.ofMillis(20)));
        peer.status = 403;
        start(Map.of(1L, TickMode.LTP));
        await().until(() -> reports.refused.size() == 1);
        peer.status = 101;
        stream.sessionConfirmed();
        assertThat(peer.next().received()).contains("subscribe");
    }

    private FeedPeer.Wire live(Map<Long, TickMode> wanted) throws InterruptedException {
        start(wanted);
        FeedPeer.Wire wire = peer.next();
        await().until(() -> stream.snapshot().state() == State.LIVE);
        return wire;
    }

    private void start(Map<Long, TickMode> wanted) {
        stream.subscribe(wanted);
        stream.start();
    }

    /** A busy machine may have asked again before the peer had answered. */
    private static void skipTo(FeedPeer.Wire wire, String text) throws InterruptedException {
        while (!wire.received().equals(text)) {
            continue;
        }
    }

    private static void skip(FeedPeer.Wire wire, int texts) throws InterruptedException {
        for (int count = 0; count < texts; count++) {
            wire.received();
        }
    }

    private TenantStream stream(StreamTimings timings) {
        return new TenantStream(
                UUID.randomUUID(),
                around(timings),
                () -> {
                    reads.incrementAndGet();
                    return Optional.ofNullable(session.get());
                },
                reports);
    }

    private StreamSurroundings around(StreamTimings timings) {
        return new StreamSurroundings(
                new TickerEndpoint(transport, peer.address(), Duration.ofSeconds(30)),
                timers,
                worker,
                timings,
                Clock.systemUTC(),
                marketOpen::get);
    }

    /** Reconnects within 20 ms, but waits for minutes where a test says that it must not knock. */
    private static StreamTimings timings(Duration silence, Duration sessionPoll) {
        return timings(silence, sessionPoll, Duration.ofMinutes(10), Duration.ofMinutes(10));
    }

    private static StreamTimings timings(Duration silence, Duration sessionPoll, Duration confirm, Duration stall) {
        return new StreamTimings(
                Duration.ofMillis(20),
                sessionPoll.compareTo(Duration.ofMinutes(1)) > 0 ? Duration.ofMinutes(10) : Duration.ofMillis(20),
                Duration.ofMinutes(1),
                silence,
                Duration.ofMillis(50),
                sessionPoll,
                confirm,
                stall);
    }

    private final class Reports implements StreamListener {
        private final List<UUID> refused = new CopyOnWriteArrayList<>();
        private final List<String> orders = new CopyOnWriteArrayList<>();
        private final List<String> errors = new CopyOnWriteArrayList<>();
        /** What became of which instruments. */
        private final List<String> feed = new CopyOnWriteArrayList<>();

        @Override
        public void ticks(TenantTicks frame) {
            ticks.addAll(frame.ticks());
        }

        @Override
        public void feedUp(UUID tenant, Set<Long> instruments, Instant firstFrame) {
            feed.add("up " + instruments);
        }

        @Override
        public void feedDown(UUID tenant, Set<Long> instruments, Instant lastFrame) {
            feed.add("down " + instruments);
        }

        @Override
        public void sessionRefused(UUID tenant) {
            refused.add(tenant);
        }

        @Override
        public void orderUpdate(UUID tenant, String json) {
            orders.add(json);
        }

        @Override
        public void brokerError(UUID tenant, String text) {
            errors.add(text);
        }
    }
}
