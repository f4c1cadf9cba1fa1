package io.orra.benchmarks.load;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Sends requests at a fixed rate, whether answers come or not. A request's time begins when it was due, so that a server
 * that stalls is charged for all that waited.
 */
public final class OpenLoad {

    /** As many as callers of a server of this size keep open; what finds none free waits, and its time goes on. */
    private static final int CONNECTIONS = 32;

    private static final int MOST_WAITING = 1_000_000;
    private static final int TIMEOUT_SECONDS = 30;

    /** One for all rows, so that connections and code are warm after the first. */
    private static final HttpClient HTTP = client();

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

    public Result run(int count, IntFunction<Call> calls, Answered answered) throws InterruptedException {
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
            request(calls.apply(number)).send(result -> {
                nanos[number] = System.nanoTime() - due;
                int status = result.isFailed() ? 0 : result.getResponse().getStatus();
                statuses.computeIfAbsent(status, each -> new AtomicInteger()).incrementAndGet();
                answered.with(number, status);
                open.countDown();
            });
        }
        open.await();
        double took = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(nanos);
        Map<Integer, Integer> counts = new TreeMap<>();
        statuses.forEach((status, number) -> counts.put(status, number.get()));
        return new Result(nanos, counts, count / took);
    }

    private static Request request(Call call) {
        Request request =
                HTTP.newRequest(call.address()).method(call.method()).timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        request.headers(fields -> call.headers().forEach(fields::put));
        return call.body() == null ? request : request.body(new StringRequestContent("application/json", call.body()));
    }

    /** Few threads: more of them would take the cores from what is measured. */
    private static HttpClient client() {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        QueuedThreadPool threads = new QueuedThreadPool(4, 4);
        threads.setReservedThreads(0);
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setMaxConnectionsPerDestination(CONNECTIONS);
        client.setMaxRequestsQueuedPerDestination(MOST_WAITING);
        client.setUserAgentField(null);
        try {
            client.start();
        } catch (Exception notStarted) {
            throw new IllegalStateException(notStarted);
        }
        return client;
    }

    /** The one in the middle by its 99th percentile, of several runs. */
    public static Result median(List<Result> results) {
        return results.stream()
                .sorted(Comparator.comparingDouble(result -> result.millis(0.99)))
                .toList()
                .get(results.size() / 2);
    }

    /** Told of each answer, on any thread. */
    public interface Answered {
        void with(int number, int status);
    }
}
