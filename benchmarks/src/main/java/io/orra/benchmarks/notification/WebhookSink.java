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

/** In place of n8n: answers 200 after a while, and remembers when each event arrived first. */
final class WebhookSink implements AutoCloseable {

    private static final int THREADS = 16;

    private final HttpServer server;
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2, WebhookSink::daemon);
    private final long answerMillis;
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> again = new ConcurrentHashMap<>();

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

    /** Events that were called for more than once, and how often more. */
    Map<String, Integer> again() {
        return again;
    }

    /** How many different keys there were: as many as events, unless one event had two. */
    int keys() {
        return keys.size();
    }

    void forget() {
        arrivals.clear();
        again.clear();
        keys.clear();
    }

    private void take(HttpExchange call) throws IOException {
        long now = System.nanoTime();
        try (JsonReader body = Json.createReader(call.getRequestBody())) {
            String id = body.readObject().getString("id");
            if (arrivals.putIfAbsent(id, now) != null) {
                again.merge(id, 1, Integer::sum);
            }
            keys.add(call.getRequestHeaders().getFirst("Idempotency-Key"));
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
