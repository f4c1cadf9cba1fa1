package io.orra.identity;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.util.Set;

/**
 * Puts a {@link BearerTokenFilter} before every resource method, with the roles of its annotation. The server's own
 * enforcement of these annotations on JAX-RS is not relied on (docs/adr/0003). A method that names no role at all
 * is open to nobody.
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
        AnnotatedElement stated =
                states(resource.getResourceMethod()) ? resource.getResourceMethod() : resource.getResourceClass();
        if (stated.isAnnotationPresent(PermitAll.class)) {
            return;
        }
        context.register(new BearerTokenFilter(tokens, callers, current, rolesOf(stated)));
    }

    private static boolean states(AnnotatedElement element) {
        return element.isAnnotationPresent(PermitAll.class)
                || element.isAnnotationPresent(RolesAllowed.class)
                || element.isAnnotationPresent(DenyAll.class);
    }

    private static Set<String> rolesOf(AnnotatedElement stated) {
        RolesAllowed roles = stated.getAnnotation(RolesAllowed.class);
        return roles == null ? Set.of() : Set.of(roles.value());
    }
}
