package io.orra.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where spans begin. Static, since Hibernate makes its listeners itself and nothing can be injected into them; until
 * somebody has set it up, all spans are empty ones.
 */
public final class Traces {

    /** The W3C header, and of the same name JMS' property and the notification's field. */
    public static final String TRACEPARENT = "traceparent";

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static volatile Tracer tracer = OpenTelemetry.noop().getTracer("orra");
    private static volatile boolean on;

    private Traces() {}

    /** Whether spans go anywhere. */
    public static boolean on() {
        return on;
    }

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work<F extends Exception> {
        void run() throws F;
    }

    /** Public, as the archive with the set-up has a class loader of its own. */
    public static void use(OpenTelemetry telemetry, boolean sending) {
        tracer = telemetry.getTracer("orra");
        on = sending;
    }

    /** A span below the thread's own; the caller ends it. */
    public static Span begin(String name, SpanKind kind) {
        return begin(name, kind, Context.current());
    }

    /** A span below one of another process or thread; the caller ends it. */
    public static Span begin(String name, SpanKind kind, String traceparent) {
        return begin(name, kind, parent(traceparent));
    }

    private static Span begin(String name, SpanKind kind, Context parent) {
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
    }

    /** Whether the thread is at something that is traced: timers that look for work every second are not. */
    public static boolean within() {
        return on && Span.current().getSpanContext().isValid();
    }

    /** Runs the work under the span, and ends it. */
    public static <F extends Exception> void under(Span span, Work<F> work) throws F {
        try (Scope scope = span.makeCurrent()) {
            work.run();
        } catch (Exception failed) {
            failed(span, failed);
            throw failed;
        } finally {
            span.end();
        }
    }

    /** As {@link #under}, for work that gives something back. */
    public static <T> T call(Span span, Supplier<T> work) {
        try (Scope scope = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException failed) {
            failed(span, failed);
            throw failed;
        } finally {
            span.end();
        }
    }

    /** The class alone: an exception's text may hold what a trace must not. */
    public static void failed(Span span, Exception failure) {
        span.setStatus(StatusCode.ERROR, failure.getClass().getName());
    }

    /** How another process is told of the span; null while nothing is traced. */
    public static String traceparent(Span span) {
        Map<String, String> carrier = new HashMap<>();
        W3C.inject(Context.root().with(span), carrier, Map::put);
        return carrier.get(TRACEPARENT);
    }

    private static Context parent(String traceparent) {
        return traceparent == null
                ? Context.root()
                : W3C.extract(Context.root(), Map.of(TRACEPARENT, traceparent), FromMap.GETTER);
    }

    private enum FromMap implements TextMapGetter<Map<String, String>> {
        GETTER;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return List.copyOf(carrier.keySet());
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier.get(key);
        }
    }
}
