package io.orra.benchmarks.load;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends requests at a fixed rate, whether answers come or not. A request's time begins when it was due, so that a server
 * that stalls is charged for all that waited.
 */
public final class OpenLoad {

    /** One for all rows, so that connections and code are warm after the first. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newFixedThreadPool(2, OpenLoad::inBackground))
            .build();

    private final int perSecond;

    public OpenLoad(int perSecond) {
        this.perSecond = perSecond;
    }

    /** What came of it; status 0 is no answer. */
    public record Result(long[] sortedNanos, Map<Integer, Integer> statuses, double perSecond) {

        public double millis(double quantile) {
            int at = (int) Math.min(sortedNanos.length - 1, Math.ceil(quantile * sortedNanos.length) - 1);
            return sortedNanos[Math.max(at, 0)] / 1e6;
        }

        public int count(int status) {
            return statuses.getOrDefault(status, 0);
        }
    }

    public Result run(int count, IntFunction<HttpRequest> requests, Answered answered) throws InterruptedException {
        long[] nanos = new long[count];
        Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
        CountDownLatch open = new CountDownLatch(count);
        long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
        for (int i = 0; i < count; i++) {
            int number = i;
            long due = begin + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            HTTP.sendAsync(requests.apply(number), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, failed) -> {
                        nanos[number] = System.nanoTime() - due;
                        int status = answer == null ? 0 : answer.statusCode();
                        statuses.computeIfAbsent(status, each -> new AtomicInteger())
                                .incrementAndGet();
                        answered.with(number, status);
                        open.countDown();
                    });
        }
        open.await();
        double took = (System.nanoTime() - begin) / 1e9;
        java.util.Arrays.sort(nanos);
        Map<Integer, Integer> counts = new TreeMap<>();
        statuses.forEach((status, number) -> counts.put(status, number.get()));
        return new Result(nanos, counts, count / took);
    }

    /** A thread for each answer at once would take the cores from what is measured. */
    private static Thread inBackground(Runnable work) {
        Thread thread = new Thread(work, "open-load");
        thread.setDaemon(true);
        return thread;
    }

    /** Told of each answer, on any thread. */
    public interface Answered {
        void with(int number, int status);
    }
}
