package io.orra.identity;

import io.orra.logging.LogContext;
import io.orra.problem.Refusal;
import jakarta.annotation.Priority;
import jakarta.ejb.EJBException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.Set;

/** Lets a request pass whose token proves a caller with one of the roles; an inactive tenant may only read. */
@Priority(Priorities.AUTHENTICATION)
class BearerTokenFilter implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final ClerkTokenVerifier tokens;
    private final CallerResolver callers;
    private final CurrentCaller current;
    private final Set<String> roles;
    private final boolean whenInactive;
    private final boolean withoutDatabase;

    BearerTokenFilter(
            ClerkTokenVerifier tokens,
            CallerResolver callers,
            CurrentCaller current,
            Set<String> roles,
            boolean whenInactive,
            boolean withoutDatabase) {
        this.tokens = tokens;
        this.callers = callers;
        this.current = current;
        this.roles = roles;
        this.whenInactive = whenInactive;
        this.withoutDatabase = withoutDatabase;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        ClerkToken token = verified(bearerToken(request));
        CallerResolver.Authenticated authenticated = resolved(token);
        Caller caller = authenticated.caller();
        current.set(authenticated);
        LogContext.tenant(caller.tenantId().toString());
        if (roles.stream().noneMatch(caller.roles()::contains)) {
            throw Refusal.forbidden("role-required", detail());
        }
        boolean reads = HttpMethod.GET.equals(request.getMethod()) && forMembers();
        if (!caller.tenantActive() && !whenInactive && !reads) {
            throw Refusal.forbidden("tenant-inactive", "Tenant subscription is inactive");
        }
        request.setSecurityContext(new CallerSecurityContext(
                token, caller, request.getSecurityContext().isSecure()));
    }

    private CallerResolver.Authenticated resolved(ClerkToken token) {
        try {
            return callers.resolve(token);
        } catch (PersistenceException | EJBException databaseAway) {
            return Optional.of(token)
                    .filter(any -> withoutDatabase)
                    .flatMap(callers::operatorWithoutTenant)
                    .orElseThrow(() -> databaseAway);
        }
    }

    private static String bearerToken(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || header.isBlank()) {
            throw Refusal.unauthorized("not-authenticated", "Not authenticated");
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.length() == SCHEME.length()) {
            throw Refusal.unauthorized("not-authenticated", "Invalid authentication header");
        }
        return header.substring(SCHEME.length()).strip();
    }

    private ClerkToken verified(String token) {
        try {
            return tokens.verify(token);
        } catch (RejectedTokenException rejected) {
            throw Refusal.unauthorized("invalid-token", rejected.getMessage());
        } catch (TokenKeysUnavailableException keysAway) {
            throw Refusal.unavailable("token-keys-unavailable", "Tokens can't be checked now, try again");
        }
    }

    /** An inactive tenant reads what is its own; an operator's views are not. */
    private boolean forMembers() {
        return roles.contains(Roles.MEMBER) || roles.contains(Roles.ADMIN);
    }

    private String detail() {
        return roles.equals(Set.of(Roles.SUPER_ADMIN)) ? "Super Admin role required" : "Your role does not allow this";
    }
}
