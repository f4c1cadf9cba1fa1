package io.orra.identity;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** What JAX-RS knows of the caller: the MicroProfile JWT as principal, the roles of {@link Caller}. */
record CallerSecurityContext(ClerkToken token, Caller caller, boolean secure) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
        return token;
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.roles().contains(role);
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
