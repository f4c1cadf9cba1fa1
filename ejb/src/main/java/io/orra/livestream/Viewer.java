package io.orra.livestream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * One reader of a tenant's ticks. Between two of its takes only the newest tick of each instrument waits, so that a slow
 * one costs no more memory than a quick one.
 */
public final class Viewer {

    private final UUID tenant;
    private final Set<Long> instruments;
    private final Map<Long, byte[]> waiting = new LinkedHashMap<>();
    private long conflated;
    private boolean closed;
    private long takenAt = System.nanoTime();
    private boolean writing;

    /** @param instruments empty for all */
    Viewer(UUID tenant, Set<Long> instruments) {
        this.tenant = tenant;
        this.instruments = Set.copyOf(instruments);
    }

    UUID tenant() {
        return tenant;
    }

    /** A tick as JSON; never blocks. */
    synchronized void put(long token, byte[] json) {
        if (closed || !instruments.isEmpty() && !instruments.contains(token)) {
            return;
        }
        if (waiting.put(token, json) != null) {
            conflated++;
        }
        notifyAll();
    }

    /** The newest tick of before; one that came meanwhile is newer. */
    synchronized void first(long token, byte[] json) {
        if (!waiting.containsKey(token)) {
            put(token, json);
        }
    }

    /**
     * Takes all that waits, or waits for something to come. Whoever has taken is writing until the next take.
     *
     * @return empty when nothing came in time, or when the viewer was closed
     */
    public synchronized List<byte[]> take(long atMostMillis) throws InterruptedException {
        writing = false;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
        while (waiting.isEmpty() && !closed) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        List<byte[]> taken = new ArrayList<>(waiting.values());
        waiting.clear();
        writing = true;
        takenAt = System.nanoTime();
        return taken;
    }

    /** Ticks that were replaced by newer ones before they were taken. */
    public synchronized long conflated() {
        return conflated;
    }

    public synchronized boolean closed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
        notifyAll();
    }

    /** Whether it has been writing what it took for longer than that. */
    synchronized boolean stuck(long nanos) {
        return writing && System.nanoTime() - takenAt > nanos;
    }
}
