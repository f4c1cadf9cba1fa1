package io.orra.tickeragent;

import static org.awaitility.Awaitility.await;

import io.orra.kite.FeedPeer;
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

/** One stream whose peer is a bare socket that the test breaks wherever it likes. */
abstract class StreamToPeer {
    static final StreamTimings QUICK = timings(Duration.ofMinutes(10), Duration.ofMinutes(10));

    final FeedPeer peer = new FeedPeer();
    final TickerTransport transport = SharedTransport.TRANSPORT;
    final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    final ExecutorService worker = Executors.newCachedThreadPool();
    final AtomicReference<TickerSession> session = new AtomicReference<>(new TickerSession("key", "one"));
    final AtomicInteger reads = new AtomicInteger();
    final List<Tick> ticks = new CopyOnWriteArrayList<>();
    final AtomicBoolean marketOpen = new AtomicBoolean(true);
    final Reports reports = new Reports();
    TenantStream stream = stream(QUICK);

    @AfterEach
    void stop() throws IOException {
        stream.close();
        peer.close();
        timers.shutdownNow();
        worker.shutdownNow();
    }

    FeedPeer.Wire live(Map<Long, TickMode> wanted) throws InterruptedException {
        start(wanted);
        FeedPeer.Wire wire = peer.next();
        await().until(() -> stream.snapshot().state() == State.LIVE);
        return wire;
    }

    void start(Map<Long, TickMode> wanted) {
        stream.subscribe(wanted);
        stream.start();
    }

    /** A busy machine may have asked again before the peer had answered. */
    static void skipTo(FeedPeer.Wire wire, String text) throws InterruptedException {
        while (!wire.received().equals(text)) {
            continue;
        }
    }

    static void skip(FeedPeer.Wire wire, int texts) throws InterruptedException {
        for (int count = 0; count < texts; count++) {
            wire.received();
        }
    }

    TenantStream stream(StreamTimings timings) {
        return new TenantStream(
                UUID.randomUUID(),
                around(timings),
                () -> {
                    reads.incrementAndGet();
                    return Optional.ofNullable(session.get());
                },
                reports);
    }

    StreamSurroundings around(StreamTimings timings) {
        return new StreamSurroundings(
                new TickerEndpoint(transport, peer.address(), Duration.ofSeconds(30)),
                timers,
                worker,
                timings,
                Clock.systemUTC(),
                marketOpen::get);
    }

    /** Reconnects within 20 ms, but waits for minutes where a test says that it must not knock. */
    static StreamTimings timings(Duration silence, Duration sessionPoll) {
        return timings(silence, sessionPoll, Duration.ofMinutes(10), Duration.ofMinutes(10));
    }

    static StreamTimings timings(Duration silence, Duration sessionPoll, Duration confirm, Duration stall) {
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

    final class Reports implements StreamListener {
        final List<UUID> refused = new CopyOnWriteArrayList<>();
        final List<String> orders = new CopyOnWriteArrayList<>();
        final List<String> errors = new CopyOnWriteArrayList<>();
        /** What became of which instruments. */
        final List<String> feed = new CopyOnWriteArrayList<>();

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
