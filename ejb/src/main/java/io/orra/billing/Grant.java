package io.orra.billing;

import java.time.Instant;
import java.util.UUID;

/** A tier given by hand, as operators see it. */
public record Grant(
        UUID id,
        String tier,
        Instant validFrom,
        Instant validUntil,
        String reason,
        String grantedBy,
        Instant revokedAt,
        String revokedBy) {

    static Grant of(BillingGrant grant) {
        return new Grant(
                grant.id(),
                grant.tier().word(),
                grant.validFrom(),
                grant.validUntil(),
                grant.reason(),
                grant.grantedBy(),
                grant.revokedAt().orElse(null),
                grant.revokedBy().orElse(null));
    }
}
