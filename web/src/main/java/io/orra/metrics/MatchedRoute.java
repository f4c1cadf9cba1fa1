package io.orra.metrics;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Notes which route a request took, before anything can refuse it. */
@Provider
@Priority(0)
public class MatchedRoute implements ContainerRequestFilter {

    private static final String BASE = "/api/v1";

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        String route = BASE
                + path(resource.getResourceClass().getAnnotation(Path.class))
                + path(resource.getResourceMethod().getAnnotation(Path.class));
        request.setAttribute(RequestMeter.ROUTE, route);
    }

    /** Without the patterns of its parameters. */
    private static String path(Path annotation) {
        if (annotation == null
                || annotation.value().isEmpty()
                || annotation.value().equals("/")) {
            return "";
        }
        String path = annotation.value().replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
        return path.startsWith("/") ? path : "/" + path;
    }
}
