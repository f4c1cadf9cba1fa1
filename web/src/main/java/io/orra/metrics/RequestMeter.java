package io.orra.metrics;

import io.orra.problem.CorrelationId;
import io.orra.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts every request under its route, and answers {@code /metrics}: with {@code METRICS_TOKEN} to who brings it, without
 * it to callers on the same machine that no proxy stands for.
 */
public class RequestMeter implements Filter {

    static final String ROUTE = RequestMeter.class.getName();

    /** Anybody can send any word as a method, and each would be a series of its own. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Inject
    private Meters meters;

    @Inject
    @ConfigProperty(name = "METRICS_TOKEN")
    private Optional<String> token;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        if ("/metrics".equals(http.getRequestURI())) {
            answer(http, answer);
            return;
        }
        long begun = System.nanoTime();
        int status = 500;
        try {
            chain.doFilter(request, response);
            status = answer.getStatus();
        } finally {
            meters.request(
                    METHODS.contains(http.getMethod()) ? http.getMethod() : "other",
                    route(request),
                    status,
                    Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    /** The template of the address, once a resource has been found for it; else one word. */
    public static String route(ServletRequest request) {
        Object route = request.getAttribute(ROUTE);
        return route == null ? "other" : route.toString();
    }

    private void answer(HttpServletRequest request, HttpServletResponse answer) throws IOException {
        if (!mayRead(request)) {
            new Problem(404, "http-404", "There is nothing at this address", CorrelationId.of(request)).writeTo(answer);
            return;
        }
        answer.setContentType(Meters.MEDIA_TYPE);
        answer.setHeader("Cache-Control", "no-store");
        answer.getOutputStream().write(meters.openMetrics().getBytes(StandardCharsets.UTF_8));
    }

    private boolean mayRead(HttpServletRequest request) throws IOException {
        if (token.isPresent()) {
            byte[] brought = String.valueOf(request.getHeader("Authorization")).getBytes(StandardCharsets.UTF_8);
            return MessageDigest.isEqual(brought, ("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8));
        }
        boolean forwarded = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
        return !forwarded && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    }
}
