package io.orra.it.operations;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.orra.it.frame.Answer;
import io.orra.it.frame.Orra;
import io.orra.it.frame.Spans;
import io.orra.it.frame.TestTenant;
import jakarta.json.Json;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a collector of traces gets of one request and of all that follows from it. */
class TracesIT {

    private final Orra orra = Orra.running();

    @Test
    void one_trace_goes_from_the_request_through_database_redis_and_queue_to_the_webhook() {
        TestTenant tenant = TestTenant.provisioned(orra);
        String trace = UUID.randomUUID().toString().replace("-", "");
        String correlation = "trace-" + trace;

        Answer answer = tenant.api()
                .with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .with("X-Correlation-Id", correlation)
                .post(
                        "/api/v1/account/notification-preferences/test",
                        Json.createObjectBuilder().build());

        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        eventually().until(() -> named(trace, "POST n8n") != null);
        Span request = named(trace, "POST /api/v1/account/notification-preferences/test");
        assertThat(HexFormat.of().formatHex(request.getParentSpanId().toByteArray()))
                .isEqualTo("00f067aa0ba902b7");
        assertThat(attribute(request, "orra.correlation_id")).isEqualTo(correlation);
        Span sent = named(trace, "send execution_results");
        Span processed = named(trace, "process execution_results");
        assertThat(sent.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(processed.getParentSpanId()).isEqualTo(sent.getSpanId());
        assertThat(named(trace, "POST n8n").getParentSpanId()).isEqualTo(processed.getSpanId());
        assertThat(attribute(named(trace, "POST n8n"), "http.response.status_code"))
                .isEqualTo("200");
        assertThat(systems(trace)).contains("postgresql", "redis");
    }

    private static Span named(String trace, String name) {
        return Spans.received().of(trace).stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Set<String> systems(String trace) {
        List<Span> spans = Spans.received().of(trace);
        return spans.stream().map(span -> attribute(span, "db.system.name")).collect(Collectors.toSet());
    }

    private static String attribute(Span span, String name) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(name))
                .map(attribute -> attribute.getValue().hasIntValue()
                        ? Long.toString(attribute.getValue().getIntValue())
                        : attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }
}
