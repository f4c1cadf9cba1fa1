package io.orra.benchmarks.instances;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Callers who each read a trading profile of their own and, one time in ten, write it, at a fixed pace together. */
final class Load implements AutoCloseable {
    private static final String PATH = "/api/v1/profile/trading";
    private static final String PROFILE = "{\"max_daily_loss\":1000.0,\"max_orders\":10}";
    private static final int WRITE_EACH = 10;

    private final Balancer balancer;
    private final AtomicLong sent = new AtomicLong();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean ended;
    private volatile long longestNanos;

    /**
     * @param tokens one for each caller
     * @param perSecond of all callers together
     */
    Load(Balancer balancer, List<String> tokens, int perSecond) {
        this.balancer = balancer;
        long every = 1_000_000_000L * tokens.size() / perSecond;
        for (String token : tokens) {
            Thread thread = new Thread(() -> call(token, every), "caller-" + callers.size());
            callers.add(thread);
            thread.start();
        }
    }

    private void call(String token, long everyNanos) {
        long next = System.nanoTime();
        for (int number = 0; !ended; number++) {
            next += everyNanos;
            LockSupport.parkNanos(next - System.nanoTime());
            sent.incrementAndGet();
            one(token, number % WRITE_EACH == 0);
        }
    }

    private void one(String token, boolean write) {
        long begun = System.nanoTime();
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Authorization", "Bearer " + token);
        if (write) {
            request.header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(PROFILE));
        }
        try {
            int status = balancer.send(request, PATH);
            if (status != 200) {
                failed("status " + status);
            }
        } catch (IOException notAnswered) {
            failed(notAnswered.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        synchronized (failures) {
            longestNanos = Math.max(longestNanos, System.nanoTime() - begun);
        }
    }

    private void failed(String why) {
        synchronized (failures) {
            failures.merge(why, 1, Integer::sum);
        }
    }

    long sent() {
        return sent.get();
    }

    double longestMillis() {
        return longestNanos / 1e6;
    }

    /** How many failed, by what was seen. */
    Map<String, Integer> failures() {
        synchronized (failures) {
            return new TreeMap<>(failures);
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread caller : callers) {
            caller.join();
        }
    }
}
