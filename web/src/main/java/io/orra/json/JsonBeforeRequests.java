package io.orra.json;

import jakarta.annotation.Priority;
import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;

/**
 * Lets one request alone find {@link JsonMapping}. Payara 6.2025.10 looks for it at the first JSON that is read or
 * written, without a lock (JaxRSJsonContextResolver): of several requests that come first at once one could fail, or
 * take JSON-B's own mapping for good.
 */
@Provider
@PreMatching
@Priority(0)
public class JsonBeforeRequests implements ContainerRequestFilter {

    @Context
    private Providers providers;

    private volatile boolean found;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!found) {
            find();
        }
    }

    private synchronized void find() {
        if (!found) {
            providers
                    .getContextResolver(Jsonb.class, MediaType.APPLICATION_JSON_TYPE)
                    .getContext(Object.class);
            found = true;
        }
    }
}
