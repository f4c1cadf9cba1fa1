package io.orra.notification;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.orra.tracing.Traces;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one client for n8n's webhooks, as the settings want it. */
@ApplicationScoped
public class N8nClient {

    @Inject
    @ConfigProperty(name = "N8N_CONNECT_TIMEOUT_MS", defaultValue = "2000")
    private int connectMillis;

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
    private DispatchSettings settings;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private ExecutorService executor;
    private WebhookClient webhooks;

    @PostConstruct
    void open() {
        executor = Executors.newCachedThreadPool(threads);
        Map<String, String> secretHeader =
                authHeader.isPresent() && authValue.isPresent() ? Map.of(authHeader.get(), authValue.get()) : Map.of();
        webhooks = new WebhookClient(
                executor,
                Duration.ofMillis(connectMillis),
                settings.callTimeout(),
                WebhookGuard.of(allowedHosts),
                secretHeader,
                signingSecret.map(WebhookSignature::new),
                clock);
    }

    @PreDestroy
    void close() {
        executor.shutdown();
    }

    /**
     * As {@link WebhookClient#post}.
     *
     * @param traceparent the span that the call belongs to; null for none
     */
    public CompletableFuture<Attempt> post(URI webhook, String key, String body, String traceparent) {
        if (!Traces.on() || traceparent == null) {
            return webhooks.post(webhook, key, body, traceparent);
        }
        Span span = Traces.begin("POST n8n", SpanKind.CLIENT, traceparent)
                .setAttribute("http.request.method", "POST")
                .setAttribute("server.address", webhook.getHost())
                .setAttribute("orra.notification", key);
        return webhooks.post(webhook, key, body, Traces.traceparent(span)).whenComplete((attempt, failure) -> {
            if (attempt != null) {
                span.setAttribute("http.response.status_code", attempt.statusCode());
                span.setAttribute("orra.reason", attempt.reason());
            }
            span.end();
        });
    }
}
