package io.orra.tickeragent;

import io.orra.health.AgentHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What the ticker agent's health shows of feeds, ticks and order updates. */
@ApplicationScoped
public class TickerReport {

    @Inject
    private Streams streams;

    @Inject
    private TickPublisher publisher;

    @Inject
    private Sinks sinks;

    @Inject
    private OrderUpdates orders;

    @Inject
    private Clock clock;

    private final FrameFaults faults = new FrameFaults();

    /** Not for two threads at once. */
    void write(AgentHealth health) {
        Map<UUID, List<StreamSnapshot>> feeds = streams.snapshots();
        List<StreamSnapshot> sockets =
                feeds.values().stream().flatMap(List::stream).toList();
        health.metric("streams", feeds.size());
        health.metric(
                "streams_live",
                feeds.values().stream().filter(TickerReport::allLive).count());
        health.metric("sockets", sockets.size());
        health.metric("instruments", sum(sockets, StreamSnapshot::instruments));
        health.metric("instruments_without_tick", sum(sockets, StreamSnapshot::missing));
        health.metric("sockets_silent", sum(sockets, StreamSnapshot::silences));
        health.metric("sockets_stalled", sum(sockets, StreamSnapshot::stalls));
        health.metric("subscriptions_repeated", sum(sockets, StreamSnapshot::repeated));
        health.metric(
                "frames_malformed", sum(sockets, stream -> stream.decoded().malformedFrames()));
        health.metric("packets_unknown", sum(sockets, stream -> stream.decoded().unknownPackets()));
        PublisherMetrics ticks = publisher.metrics();
        health.metric("ticks_published", ticks.published());
        health.metric("ticks_conflated", ticks.conflated());
        health.metric("ticks_dropped", ticks.dropped());
        health.metric("ticks_suppressed", ticks.suppressed());
        health.metric("ticks_waiting", ticks.waiting());
        health.metric("redis_connected", ticks.connected());
        health.metric("sink_failures", sinks.failures());
        orders.describe(health);
        tellFaults(feeds);
    }

    private void tellFaults(Map<UUID, List<StreamSnapshot>> feeds) {
        Instant now = clock.instant();
        if (faults.due(now)) {
            faults.tell(
                    feeds.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    feed -> feed.getValue().stream()
                                            .reduce(
                                                    FrameFaults.Counts.NONE,
                                                    FrameFaults.Counts::plus,
                                                    (one, other) -> one))),
                    now);
        }
    }

    private static boolean allLive(List<StreamSnapshot> sockets) {
        return !sockets.isEmpty() && sockets.stream().allMatch(socket -> socket.state() == StreamSnapshot.State.LIVE);
    }

    private static long sum(List<StreamSnapshot> sockets, ToLongFunction<StreamSnapshot> count) {
        return sockets.stream().mapToLong(count).sum();
    }
}
