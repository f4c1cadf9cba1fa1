package io.orra.benchmarks.notification;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Publishes at a fixed rate over some threads. An event's time begins when it was due, sent or not. */
final class Publishing {

    private static final int THREADS = 24;

    private final Door.Opening doors;
    private final Map<String, Long> due = new ConcurrentHashMap<>();

    Publishing(Door.Opening doors) {
        this.doors = doors;
    }

    /** By event id, {@link System#nanoTime} of the moment it was due. */
    Map<String, Long> due() {
        return due;
    }

    /** @param perSecond 0 for as fast as it goes */
    void run(String prefix, List<String> tenants, int events, int perSecond) throws InterruptedException {
        long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        Thread[] threads = new Thread[THREADS];
        for (int t = 0; t < THREADS; t++) {
            int first = t;
            threads[t] = new Thread(() -> publish(prefix, tenants, events, perSecond, first, begin));
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void publish(String prefix, List<String> tenants, int events, int perSecond, int first, long begin) {
        try (Door door = doors.open()) {
            for (int i = first; i < events; i += THREADS) {
                long at = perSecond == 0 ? System.nanoTime() : begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                String id = prefix + i;
                due.put(id, at);
                door.publish(Door.Event.of(id, tenants.get(i % tenants.size())));
            }
        }
    }
}
