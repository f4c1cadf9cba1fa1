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
        Set<String> roles = rolesOf(resource);
        if (!roles.contains(AllowedTo.ANYBODY)) {
            context.register(new BearerTokenFilter(tokens, callers, current, roles));
        }
    }

    private static Set<String> rolesOf(ResourceInfo resource) {
        AllowedTo stated = resource.getResourceMethod().getAnnotation(AllowedTo.class);
        if (stated == null) {
            stated = resource.getResourceClass().getAnnotation(AllowedTo.class);
        }
        return stated == null ? Set.of() : Set.of(stated.value());
    }
}
