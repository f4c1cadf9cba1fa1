package io.orra.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** While nobody asked for traces. */
class TracesTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "nonsense", "00-0-0-01"})
    void aSpanBelowNothingIsEmptyAndTellsNobody(String traceparent) {
        Span span = Traces.begin("work", SpanKind.INTERNAL, traceparent);

        assertThat(span.getSpanContext().isValid()).isFalse();
        assertThat(Traces.traceparent(span)).isNull();
        assertThat(Traces.on()).isFalse();
    }

    @Test
    void workIsDoneAndItsFailureIsTheCallersAllTheSame() {
        assertThat(Traces.<Integer>call(Traces.begin("work", SpanKind.INTERNAL), () -> 1))
                .isEqualTo(1);
        assertThatThrownBy(() -> Traces.under(Traces.begin("work", SpanKind.INTERNAL), () -> {
                    throw new java.io.IOException("away");
                }))
                .isInstanceOf(java.io.IOException.class);
        assertThat(Traces.within()).isFalse();
    }
}
