package io.orra.benchmarks.instances;

import io.orra.launcher.process.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a load balancer does: asks each server twice a second whether it is ready, and sends requests in turn to those
 * that said so last. It tries no request a second time, so that each failure is seen.
 */
final class Balancer implements AutoCloseable {
    private static final long ASK_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> servers;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ScheduledExecutorService asking = Executors.newScheduledThreadPool(2);
    private final AtomicLong turn = new AtomicLong();
    private volatile List<String> ready = List.of();

    Balancer(List<String> servers) {
        this.servers = servers;
        ask();
        asking.scheduleWithFixedDelay(this::ask, ASK_MILLIS, ASK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        ready = servers.stream()
                .filter(server -> Http.get(server + "/health/ready")
                        .filter(Http.Answer::ok)
                        .isPresent())
                .toList();
    }

    int ready() {
        return ready.size();
    }

    /**
     * Sends a request to one of those that are ready.
     *
     * @return the status
     * @throws IOException when no server is ready, or the one did not answer
     */
    int send(HttpRequest.Builder request, String path) throws IOException, InterruptedException {
        List<String> now = ready;
        if (now.isEmpty()) {
            throw new IOException("no server is ready");
        }
        String server = now.get((int) (turn.getAndIncrement() % now.size()));
        return client.send(
                        request.uri(URI.create(server + path)).timeout(PATIENCE).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
