package io.orra.identity;

import io.orra.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;

/** Turns a verified token into the caller it stands for. */
@ApplicationScoped
public class CallerResolver {

    /** The caller, with the state of their tenant as it was found. */
    public record Authenticated(Caller caller, TenantDirectory.Entry tenant) {}

    private TenantDirectory tenants;
    private SuperAdmins superAdmins;

    @Inject
    CallerResolver(TenantDirectory tenants, SuperAdmins superAdmins) {
        this.tenants = tenants;
        this.superAdmins = superAdmins;
    }

    protected CallerResolver() {}

    /**
     * @throws Refusal 403 when the token names no organisation, or one that is not a tenant
     */
    public Authenticated resolve(ClerkToken token) {
        String organisation = token.organisation()
                .orElseThrow(() -> Refusal.forbidden("missing-claims", "Token is missing required claims"));
        TenantDirectory.Entry tenant = tenants.find(organisation)
                .orElseThrow(
                        () -> Refusal.forbidden("organization-not-provisioned", "Organization is not provisioned"));
        Caller caller = new Caller(
                tenant.id(),
                UserIds.of(token.getSubject()),
                organisation,
                token.getSubject(),
                rolesOf(token),
                tenant.active());
        return new Authenticated(caller, tenant);
    }

    private Set<String> rolesOf(ClerkToken token) {
        Set<String> roles = new HashSet<>(Set.of(Roles.MEMBER));
        if (token.organisationRole().filter("org:admin"::equals).isPresent()) {
            roles.add(Roles.ADMIN);
        }
        if (token.claimsSuperAdmin() || superAdmins.contains(token.getSubject())) {
            roles.add(Roles.SUPER_ADMIN);
        }
        return roles;
    }
}
