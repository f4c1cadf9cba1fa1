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
    /** Ticks of one tenant, in order. */
    record Waiting(UUID tenant, List<Tick> ticks) {}

    private record Key(UUID tenant, long instrument) {}

    private final int capacity;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private final Map<Key, Tick> newest = new LinkedHashMap<>();
    private int queued;
    private long conflated;
    private long dropped;

    /** @param capacity most ticks in the queue, and most instruments in the overflow */
    TickBacklog(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(UUID tenant, List<Tick> ticks) {
        if (newest.isEmpty() && queued + ticks.size() <= capacity) {
            queue.add(new Waiting(tenant, ticks));
            queued += ticks.size();
            notifyAll();
            return;
        }
        for (Tick tick : ticks) {
            conflate(tenant, tick);
        }
        notifyAll();
    }

    private void conflate(UUID tenant, Tick tick) {
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

    /**
     * The oldest ticks, about so many, because a frame is not divided.
     *
     * @param millis how long to wait for the first; empty when none came
     */
    synchronized List<Waiting> take(int about, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long rest = millis; size() == 0 && rest > 0; rest = (end - System.nanoTime()) / 1_000_000) {
            wait(rest);
        }
        List<Waiting> batch = new ArrayList<>();
        int taken = 0;
        while (taken < about && !queue.isEmpty()) {
            Waiting next = queue.poll();
            batch.add(next);
            taken += next.ticks().size();
            queued -= next.ticks().size();
        }
        Iterator<Map.Entry<Key, Tick>> rest = newest.entrySet().iterator();
        while (taken < about && rest.hasNext()) {
            Map.Entry<Key, Tick> entry = rest.next();
            batch.add(new Waiting(entry.getKey().tenant(), List.of(entry.getValue())));
            taken++;
            rest.remove();
        }
        return batch;
    }

    synchronized int size() {
        return queued + newest.size();
    }

    synchronized long conflated() {
        return conflated;
    }

    synchronized long dropped() {
        return dropped;
    }
}
