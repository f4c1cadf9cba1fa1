package io.orra.identity;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * A verified Clerk token of any of its three shapes: session token v1 ({@code org_id}, {@code org_role}), v2
 * ({@code o.id}, {@code o.rol} without the {@code org:} prefix) or a JWT template's.
 */
public final class ClerkToken implements JsonWebToken {

    private static final String ORG_PREFIX = "org:";

    private final String raw;
    private final Map<String, Object> claims;

    ClerkToken(String raw, Map<String, Object> claims) {
        this.raw = raw;
        this.claims = claims.entrySet().stream()
                .filter(claim -> claim.getValue() != null)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The active organisation's id, empty when the user has none active. */
    public Optional<String> organisation() {
        return text(v2Organisation().get("id")).or(() -> text(claims.get("org_id")));
    }

    /** The caller's role in the organisation as {@code org:admin}, {@code org:member}, … */
    public Optional<String> organisationRole() {
        return text(v2Organisation().get("rol"))
                .map(role -> role.startsWith(ORG_PREFIX) ? role : ORG_PREFIX + role)
                .or(() -> text(claims.get("org_role")));
    }

    /** Whether the session waits for a further step at Clerk ({@code sts=pending}) and must not be let in yet. */
    public boolean pending() {
        return "pending".equals(claims.get("sts"));
    }

    /** The origin that asked for the token; absent for tokens that no browser asked for. */
    public Optional<String> authorizedParty() {
        return text(claims.get("azp"));
    }

    /** Whether the token itself says super admin: claim {@code role} in any case, or a member of {@code roles}. */
    public boolean claimsSuperAdmin() {
        boolean byRole = text(claims.get("role"))
                .map(role -> role.toLowerCase(Locale.ROOT))
                .filter(Roles.SUPER_ADMIN::equals)
                .isPresent();
        return byRole || claims.get("roles") instanceof Collection<?> roles && roles.contains(Roles.SUPER_ADMIN);
    }

    private Map<?, ?> v2Organisation() {
        return claims.get("o") instanceof Map<?, ?> organisation ? organisation : Map.of();
    }

    private static Optional<String> text(Object claim) {
        return claim instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String getName() {
        return getSubject();
    }

    @Override
    public Set<String> getClaimNames() {
        return claims.keySet();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
        return "raw_token".equals(name) ? (T) raw : (T) claims.get(name);
    }

    @Override
    public String toString() {
        return "ClerkToken[sub=" + getSubject() + "]";
    }
}
