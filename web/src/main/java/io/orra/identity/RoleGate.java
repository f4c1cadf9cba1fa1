package io.orra.identity;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Puts a {@link BearerTokenFilter} before every resource method, with the roles of its {@link AllowedTo}. A method
 * that names no role at all is open to nobody.
 */
@Provider
public class RoleGate implements DynamicFeature {

    @Inject
    private ClerkTokenVerifier tokens;

    @Inject
    private CallerResolver callers;

    @Inject
    private CurrentCaller current;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        AllowedTo stated = statedFor(resource);
        Set<String> roles = stated == null ? Set.of() : Set.of(stated.value());
        if (!roles.contains(AllowedTo.ANYBODY)) {
            boolean whenInactive = stated != null && stated.whenInactive();
            boolean withoutDatabase = stated != null && stated.withoutDatabase();
            context.register(new BearerTokenFilter(tokens, callers, current, roles, whenInactive, withoutDatabase));
        }
    }

    private static AllowedTo statedFor(ResourceInfo resource) {
        AllowedTo stated = resource.getResourceMethod().getAnnotation(AllowedTo.class);
        return stated == null ? resource.getResourceClass().getAnnotation(AllowedTo.class) : stated;
    }
}
