package io.orra.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends spans by OTLP over HTTP where {@code OTEL_EXPORTER_OTLP_ENDPOINT} is set. Of the spans that nobody began elsewhere,
 * the share {@code OTEL_TRACES_SAMPLER_ARG} is kept.
 */
@Singleton
@Startup
public class TraceSending {

    private static final Logger LOG = Logger.getLogger(TraceSending.class.getName());
    private static final Duration TOGETHER = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    @Inject
    @ConfigProperty(name = "OTEL_EXPORTER_OTLP_ENDPOINT")
    private Optional<String> endpoint;

    @Inject
    @ConfigProperty(name = "OTEL_TRACES_SAMPLER_ARG", defaultValue = "1.0")
    private double share;

    private SdkTracerProvider provider;

    @PostConstruct
    void begin() {
        if (endpoint.isEmpty()) {
            return;
        }
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.get().replaceAll("/+$", "") + "/v1/traces")
                .setTimeout(ANSWER)
                .setServiceClassLoader(TraceSending.class.getClassLoader())
                .build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "orra"))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(TOGETHER)
                        .build())
                .build();
        Traces.use(OpenTelemetrySdk.builder().setTracerProvider(provider).build(), true);
        LOG.log(Level.INFO, "traces are sent by OTLP");
    }

    @PreDestroy
    void end() {
        Traces.use(OpenTelemetry.noop(), false);
        if (provider != null) {
            provider.shutdown().join(ANSWER.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
