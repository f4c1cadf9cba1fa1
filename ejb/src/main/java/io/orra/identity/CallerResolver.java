package io.orra.identity;

import io.orra.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Turns a verified token into the caller it stands for. */
@ApplicationScoped
public class CallerResolver {

    /** Under row-level security nobody's. */
    private static final UUID NO_TENANT = new UUID(0, 0);

    /** The caller, with the state of their tenant as it was found; null where it was not asked for. */
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

    /** Who is a super admin by the token alone, while tenants can't be looked up; empty for everybody else. */
    public Optional<Authenticated> operatorWithoutTenant(ClerkToken token) {
        Set<String> roles = rolesOf(token);
        if (!roles.contains(Roles.SUPER_ADMIN)) {
            return Optional.empty();
        }
        Caller operator = new Caller(
                NO_TENANT,
                UserIds.of(token.getSubject()),
                token.organisation().orElse(""),
                token.getSubject(),
                Set.of(Roles.SUPER_ADMIN),
                true);
        return Optional.of(new Authenticated(operator, null));
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
