package io.orra.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.orra.metrics.RequestMeter;
import io.orra.problem.CorrelationId;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A span for each request, below the caller's own where it names one, with route, status and correlation id. */
public class RequestSpan implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!Traces.on()) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletRequest http = (HttpServletRequest) request;
        Span span = Traces.begin(http.getMethod(), SpanKind.SERVER, http.getHeader(Traces.TRACEPARENT))
                .setAttribute("http.request.method", http.getMethod())
                .setAttribute("orra.correlation_id", CorrelationId.of(request));
        try (var scope = span.makeCurrent()) {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException failed) {
            Traces.failed(span, failed);
            throw failed;
        } finally {
            // The route and not the path: that may hold what a trace must not.
            String route = RequestMeter.route(request);
            span.updateName(http.getMethod() + " " + route);
            span.setAttribute("http.route", route);
            span.setAttribute("http.response.status_code", ((HttpServletResponse) response).getStatus());
            span.end();
        }
    }
}
