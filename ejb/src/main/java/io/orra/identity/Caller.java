package io.orra.identity;

import java.util.Set;
import java.util.UUID;

/**
 * Who stands behind a request.
 *
 * @param tenantId the tenant that the organisation of the token is
 * @param userId UUIDv5 of the token's subject, see {@link UserIds}
 * @param organisation the organisation's id at Clerk
 * @param subject the user's id at Clerk
 * @param roles see {@link Roles}
 * @param tenantActive whether the tenant may do more than read
 */
public record Caller(
        UUID tenantId, UUID userId, String organisation, String subject, Set<String> roles, boolean tenantActive) {

    public Caller {
        roles = Set.copyOf(roles);
    }
}
