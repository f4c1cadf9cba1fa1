package io.orra.ratelimit;

import io.orra.identity.Caller;
import io.orra.identity.CurrentCaller;
import io.orra.problem.CorrelationId;
import io.orra.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Counts a request once its caller is known; one that anybody may send, or whose token proved nothing, by its address.
 * A webhook is counted by its address when it was refused: nobody can keep a provider's signed events out by sending
 * others from the same address, which behind a proxy is everybody's.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 100)
public class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String COUNTED = RateLimitFilter.class.getName();
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    @Inject
    private RateLimiter limiter;

    @Inject
    private CurrentCaller current;

    @Context
    private HttpServletRequest http;

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Caller> caller = current.known();
        if (caller.isEmpty() && countedWhenRefused()) {
            return;
        }
        Optional<Allowance> allowance = caller.isPresent()
                ? limiter.take(caller.get().tenantId(), caller.get().userId())
                : limiter.takeAnonymous(http.getRemoteAddr());
        allowance.ifPresent(counted -> {
            request.setProperty(COUNTED, counted);
            if (!counted.allowed()) {
                request.abortWith(tooMany());
            }
        });
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object counted = request.getProperty(COUNTED);
        if (counted == null && refused(response.getStatus())) {
            counted = limiter.takeAnonymous(http.getRemoteAddr()).orElse(null);
            if (counted instanceof Allowance allowance && !allowance.allowed()) {
                Response refusal = tooMany();
                response.setStatus(TOO_MANY);
                response.getHeaders().remove("WWW-Authenticate");
                response.setEntity(refusal.getEntity());
            }
        }
        if (counted instanceof Allowance allowance) {
            MultivaluedMap<String, Object> headers = response.getHeaders();
            headers.putSingle("RateLimit-Limit", allowance.limit());
            headers.putSingle("RateLimit-Remaining", allowance.remaining());
            headers.putSingle("RateLimit-Reset", allowance.resetSeconds());
            if (!allowance.allowed()) {
                headers.putSingle("Retry-After", Math.max(1, allowance.retrySeconds()));
            }
        }
    }

    private boolean refused(int status) {
        return status == UNAUTHORIZED || status >= BAD_REQUEST && status < SERVER_ERROR && countedWhenRefused();
    }

    private boolean countedWhenRefused() {
        Class<?> asked = resource.getResourceClass();
        return asked != null && asked.isAnnotationPresent(CountedWhenRefused.class);
    }

    private Response tooMany() {
        return new Problem(TOO_MANY, "too-many-requests", "Too many requests", CorrelationId.of(http)).response();
    }
}
