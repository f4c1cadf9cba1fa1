package io.orra.tickeragent;

import io.orra.kite.Tick;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Ticks that wait for Redis, in order and within bounds. While there is room every tick is kept. When there is none, only
 * the newest of each tenant and instrument is, until the reader has caught up; so a reader never sees an older tick after
 * a newer one.
 */
final class TickBacklog {
    record Waiting(UUID tenant, Tick tick) {}

    private record Key(UUID tenant, long instrument) {}

    private final int capacity;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private final Map<Key, Tick> newest = new LinkedHashMap<>();
    private long conflated;
    private long dropped;

    /** @param capacity most ticks in the queue, and most instruments in the overflow */
    TickBacklog(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(UUID tenant, Tick tick) {
        if (newest.isEmpty() && queue.size() < capacity) {
            queue.add(new Waiting(tenant, tick));
            notifyAll();
            return;
        }
        Key key = new Key(tenant, tick.instrumentToken());
        if (newest.size() >= capacity && !newest.containsKey(key)) {
            dropped++;
            return;
        }
        // Detached: one kept tick must not keep its whole frame.
        if (newest.put(key, tick.detached()) != null) {
            conflated++;
        }
    }

    /** The oldest ticks, at most so many; waits for the first. */
    synchronized List<Waiting> take(int most) throws InterruptedException {
        while (queue.isEmpty() && newest.isEmpty()) {
            wait();
        }
        List<Waiting> batch = new ArrayList<>(Math.min(most, size()));
        while (batch.size() < most && !queue.isEmpty()) {
            batch.add(queue.poll());
        }
        Iterator<Map.Entry<Key, Tick>> rest = newest.entrySet().iterator();
        while (batch.size() < most && rest.hasNext()) {
            Map.Entry<Key, Tick> entry = rest.next();
            batch.add(new Waiting(entry.getKey().tenant(), entry.getValue()));
            rest.remove();
        }
        return batch;
    }

    synchronized int size() {
        return queue.size() + newest.size();
    }

    synchronized long conflated() {
        return conflated;
    }

    synchronized long dropped() {
        return dropped;
    }
}
