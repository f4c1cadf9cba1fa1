package io.orra.benchmarks.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** In place of n8n: answers 200 after a while, tells each idempotency key once, and remembers when each event arrived first. */
final class WebhookSink implements AutoCloseable {

    private static final int THREADS = 16;

    private final HttpServer server;
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2, WebhookSink::daemon);
    private final long answerMillis;
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> told = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    WebhookSink(Duration answersAfter) throws IOException {
        answerMillis = answersAfter.toMillis();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newFixedThreadPool(THREADS, WebhookSink::daemon));
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook";
    }

    /** By event id, {@link System#nanoTime} of the first call. */
    Map<String, Long> arrivals() {
        return arrivals;
    }

    /** {@link System#nanoTime} of the latest first call. */
    long lastArrival() {
        return arrivals.values().stream().mapToLong(Long::longValue).max().orElse(System.nanoTime());
    }

    int calls() {
        return calls.get();
    }

    /** By event id, how often it was told: once for each different key. */
    Map<String, Integer> told() {
        return told;
    }

    void forget() {
        arrivals.clear();
        told.clear();
        calls.set(0);
        keys.clear();
    }

    private void take(HttpExchange call) throws IOException {
        long now = System.nanoTime();
        try (JsonReader body = Json.createReader(call.getRequestBody())) {
            String id = body.readObject().getString("id");
            calls.incrementAndGet();
            arrivals.putIfAbsent(id, now);
            if (keys.add(call.getRequestHeaders().getFirst("Idempotency-Key"))) {
                told.merge(id, 1, Integer::sum);
            }
        }
        later.schedule(() -> answer(call), answerMillis, TimeUnit.MILLISECONDS);
    }

    private static void answer(HttpExchange call) {
        try {
            call.sendResponseHeaders(200, -1);
        } catch (IOException callerGone) {
            // it was killed, which is what some runs are about
        } finally {
            call.close();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        later.shutdownNow();
    }
}
