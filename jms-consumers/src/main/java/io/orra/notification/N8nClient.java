package io.orra.notification;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calls n8n's webhooks over one pooled client: bounded in time, following no redirect, with an
 * {@code Idempotency-Key}, and with the secret header and the signature where they are set.
 */
@ApplicationScoped
public class N8nClient {

    private static final int MAX_RETRY_AFTER_SECONDS = 3600;

    @Inject
    @ConfigProperty(name = "N8N_CONNECT_TIMEOUT_MS", defaultValue = "2000")
    private int connectMillis;

    @Inject
    @ConfigProperty(name = "N8N_TIMEOUT_MS", defaultValue = "10000")
    private int totalMillis;

    @Inject
    @ConfigProperty(name = "N8N_WEBHOOK_AUTH_HEADER")
    private Optional<String> authHeader;

    @Inject
    @ConfigProperty(name = "N8N_WEBHOOK_AUTH_VALUE")
    private Optional<String> authValue;

    @Inject
    @ConfigProperty(name = "N8N_WEBHOOK_SIGNING_SECRET")
    private Optional<String> signingSecret;

    @Inject
    @ConfigProperty(name = "N8N_WEBHOOK_ALLOWED_HOSTS_CSV", defaultValue = "-")
    private String allowedHosts;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private ExecutorService executor;
    private HttpClient http;
    private WebhookGuard guard;
    private Optional<WebhookSignature> signature;

    @PostConstruct
    void open() {
        executor = Executors.newCachedThreadPool(threads);
        http = HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(Duration.ofMillis(connectMillis))
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        guard = WebhookGuard.of(allowedHosts);
        signature = signingSecret.map(WebhookSignature::new);
    }

    @PreDestroy
    void close() {
        executor.shutdown();
    }

    /**
     * Calls the webhook once and says what became of it; the result never fails for what the network does. Waits for
     * nothing, name servers included.
     *
     * @param key the same for calls that are to have one effect together
     */
    public CompletableFuture<Attempt> post(URI webhook, String key, String body) {
        return CompletableFuture.supplyAsync(() -> call(webhook, key, body), executor)
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Attempt> call(URI webhook, String key, String body) {
        try {
            if (!guard.allows(webhook)) {
                return CompletableFuture.completedFuture(Attempt.notAllowed());
            }
        } catch (UnknownHostException unknown) {
            return CompletableFuture.completedFuture(Attempt.unanswered("unreachable", 0));
        }
        HttpRequest request = request(webhook, key, body);
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<Void>> call = http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        CompletableFuture<Attempt> attempt = call.thenApply(
                        answer -> Attempt.answered(answer.statusCode(), since(start), retryAfter(answer)))
                .orTimeout(totalMillis, TimeUnit.MILLISECONDS)
                .exceptionally(failure -> Attempt.unanswered(reason(failure), since(start)));
        attempt.thenRun(() -> call.cancel(true));
        return attempt;
    }

    private HttpRequest request(URI webhook, String key, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook)
                .timeout(Duration.ofMillis(totalMillis))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (authHeader.isPresent() && authValue.isPresent()) {
            request.header(authHeader.get(), authValue.get());
        }
        signature.ifPresent(proof -> request.header(WebhookSignature.HEADER, proof.of(body, clock.instant())));
        return request.build();
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        boolean late = cause instanceof HttpTimeoutException || cause instanceof TimeoutException;
        return late ? "timeout" : "unreachable";
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        String asked = answer.headers().firstValue("Retry-After").orElse("");
        return asked.matches("\\d{1,6}")
                ? Duration.ofSeconds(Math.min(MAX_RETRY_AFTER_SECONDS, Integer.parseInt(asked)))
                : Duration.ZERO;
    }

    private static long since(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
