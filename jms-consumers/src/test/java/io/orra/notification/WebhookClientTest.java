package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookClientTest {

    private static final String BODY = "{\"message\":\"₹\"}";
    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        executor.shutdownNow();
    }

    @Test
    void carries_key_secret_header_and_signature() {
        Attempt attempt = post("127.0.0.1", "/200");

        assertThat(attempt.delivered()).isTrue();
        assertThat(seen)
                .containsExactly("/200 key-1 secret " + new WebhookSignature("signing").of(BODY, NOW) + " " + BODY);
    }

    @Test
    void an_address_that_nobody_allowed_is_not_called() {
        assertThat(post("-", "/200").reason()).isEqualTo("webhook_not_allowed");
        assertThat(post("127.0.0.1:1", "/200").reason()).isEqualTo("webhook_not_allowed");
        assertThat(post("metadata.internal", "/200").reason()).isEqualTo("webhook_not_allowed");
        assertThat(seen).isEmpty();
    }

    @Test
    void a_redirect_is_not_followed() {
        Attempt attempt = post("127.0.0.1", "/302");

        assertThat(attempt.delivered()).isFalse();
        assertThat(attempt.reason()).isEqualTo("http_302");
        assertThat(seen).hasSize(1);
    }

    @Test
    void a_pause_that_is_asked_for_is_read() {
        assertThat(post("127.0.0.1", "/429").retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void a_webhook_that_never_answers_and_one_that_is_not_there_have_their_reasons() {
        assertThat(post("127.0.0.1", "/never").reason()).isEqualTo("timeout");
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThat(post("127.0.0.1", "/200").reason()).isEqualTo("unreachable");
        assertThat(client("127.0.0.1:" + port)
                        .post(URI.create("http://no-such-host.invalid/"), "key-1", BODY, null)
                        .join()
                        .reason())
                .isEqualTo("unreachable");
    }

    private Attempt post(String allowedHosts, String path) {
        URI webhook = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return client(allowedHosts).post(webhook, "key-1", BODY, null).join();
    }

    private WebhookClient client(String allowedHosts) {
        return new WebhookClient(
                executor,
                Duration.ofSeconds(2),
                Duration.ofMillis(700),
                WebhookGuard.of(allowedHosts),
                Map.of("X-Secret", "secret"),
                Optional.of(new WebhookSignature("signing")),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        seen.add(path + " " + call.getRequestHeaders().getFirst("Idempotency-Key") + " "
                + call.getRequestHeaders().getFirst("X-Secret") + " "
                + call.getRequestHeaders().getFirst(WebhookSignature.HEADER) + " "
                + new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (path.equals("/never")) {
            try {
                over.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        call.getResponseHeaders().add("Location", "/200");
        call.getResponseHeaders().add("Retry-After", "7");
        call.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
        call.close();
    }
}
