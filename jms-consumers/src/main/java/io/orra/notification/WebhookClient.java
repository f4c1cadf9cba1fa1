package io.orra.notification;

import io.orra.tracing.Traces;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Posts to webhooks over one pooled client: bounded in time, following no redirect, and to allowed addresses only. */
final class WebhookClient {

    private static final int MAX_RETRY_AFTER_SECONDS = 3600;

    private final HttpClient http;
    private final Executor executor;
    private final Duration timeout;
    private final WebhookGuard guard;
    private final Map<String, String> headers;
    private final Optional<WebhookSignature> signature;
    private final Clock clock;

    /**
     * @param timeout for a call in all
     * @param headers sent with each call
     */
    WebhookClient(
            Executor executor,
            Duration connectTimeout,
            Duration timeout,
            WebhookGuard guard,
            Map<String, String> headers,
            Optional<WebhookSignature> signature,
            Clock clock) {
        this.http = HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.executor = executor;
        this.timeout = timeout;
        this.guard = guard;
        this.headers = headers;
        this.signature = signature;
        this.clock = clock;
    }

    /**
     * Calls the webhook once and says what became of it; the result never fails for what the network does. Waits for
     * nothing, name servers included.
     *
     * @param key the same for calls that are to have one effect together
     * @param traceparent for the header of that name; null for none
     */
    CompletableFuture<Attempt> post(URI webhook, String key, String body, String traceparent) {
        return CompletableFuture.supplyAsync(() -> call(webhook, key, body, traceparent), executor)
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Attempt> call(URI webhook, String key, String body, String traceparent) {
        try {
            if (!guard.allows(webhook)) {
                return CompletableFuture.completedFuture(Attempt.notAllowed());
            }
        } catch (UnknownHostException unknown) {
            return CompletableFuture.completedFuture(Attempt.unanswered("unreachable", 0));
        }
        HttpRequest request = request(webhook, key, body, traceparent);
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<Void>> call = http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        CompletableFuture<Attempt> attempt = call.thenApply(
                        answer -> Attempt.answered(answer.statusCode(), since(start), retryAfter(answer)))
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> Attempt.unanswered(reason(failure), since(start)));
        attempt.thenRun(() -> call.cancel(true));
        return attempt;
    }

    private HttpRequest request(URI webhook, String key, String body, String traceparent) {
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (traceparent != null) {
            request.header(Traces.TRACEPARENT, traceparent);
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
