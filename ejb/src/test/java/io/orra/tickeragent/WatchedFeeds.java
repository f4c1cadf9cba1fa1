package io.orra.tickeragent;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes what arrives, and what arrives that nobody wanted. */
final class WatchedFeeds implements StreamListener {
    final Map<UUID, AtomicInteger> ticks = new ConcurrentHashMap<>();
    final Map<UUID, Set<Long>> allowed = new ConcurrentHashMap<>();
    final Map<UUID, Instant> lastReceived = new ConcurrentHashMap<>();
    final List<Long> strange = new CopyOnWriteArrayList<>();
    final List<String> complaints = new CopyOnWriteArrayList<>();
    final AtomicInteger refusals = new AtomicInteger();

    void allowed(UUID tenant, Set<Long> instruments) {
        allowed.put(tenant, Set.copyOf(instruments));
    }

    int ticks(UUID tenant) {
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
