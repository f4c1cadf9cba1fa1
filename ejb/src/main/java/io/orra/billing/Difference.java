package io.orra.billing;

import java.time.Instant;
import java.util.UUID;

/** A subscription of which we and its provider do not say the same, as operators see it. */
public record Difference(
        UUID tenantId, String provider, String subscription, String ours, String theirs, Instant foundAt) {

    static Difference of(BillingDifference difference) {
        return new Difference(
                difference.tenantId().orElse(null),
                difference.provider().word(),
                difference.subscription(),
                difference.ours(),
                difference.theirs(),
                difference.foundAt());
    }
}
