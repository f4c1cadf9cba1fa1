package io.orra.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;

/** Reads and writes the headers of {@link EntityTags}; a read of what the client has already is answered 304. */
@Provider
public class EntityTagFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int MULTIPLE_CHOICES = 300;

    @Inject
    private EntityTags tags;

    @Override
    public void filter(ContainerRequestContext request) {
        tags.asked(request.getHeaderString(HttpHeaders.IF_MATCH));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < MULTIPLE_CHOICES) {
            tags.tag().ifPresent(tag -> tagged(request, response, tag));
        }
    }

    private static void tagged(ContainerRequestContext request, ContainerResponseContext response, String tag) {
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        boolean has = known != null
                && Arrays.stream(known.split(","))
                        .map(one -> one.strip().replaceFirst("^W/", ""))
                        .anyMatch(one -> one.equals(tag) || one.equals("*"));
        if (has && response.getStatus() == OK && HttpMethod.GET.equals(request.getMethod())) {
            response.setStatus(NOT_MODIFIED);
            response.setEntity(null);
        }
    }
}
