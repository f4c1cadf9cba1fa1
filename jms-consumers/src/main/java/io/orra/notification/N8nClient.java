package io.orra.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Calls n8n's webhooks: bounded in time, following no redirect, with the event's id as {@code Idempotency-Key}. */
@ApplicationScoped
public class N8nClient {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @Inject
    @ConfigProperty(name = "N8N_WEBHOOK_AUTH_HEADER")
    private Optional<String> authHeader;

    @Inject
    @ConfigProperty(name = "N8N_WEBHOOK_AUTH_VALUE")
    private Optional<String> authValue;

    /** Calls the webhook once and says what became of it; never throws for what the network does. */
    public Attempt post(URI webhook, String eventId, JsonObject payload) {
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", eventId.replaceAll("[^\\x21-\\x7e]", "_"))
                .POST(HttpRequest.BodyPublishers.ofString(payload.toString()));
        if (authHeader.isPresent() && authValue.isPresent()) {
            request.header(authHeader.get(), authValue.get());
        }
        long start = System.nanoTime();
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return Attempt.answered(status, since(start));
        } catch (HttpTimeoutException late) {
            return Attempt.unanswered("timeout", since(start));
        } catch (IOException away) {
            return Attempt.unanswered("unreachable", since(start));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Attempt.unanswered("interrupted", since(start));
        }
    }

    private static long since(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
