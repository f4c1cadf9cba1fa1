package io.orra.tenancy;

import java.util.UUID;

/**
 * Told as a CDI event inside the transaction of the change: whoever keeps a reason of their own for a tenant's activity
 * can add it there. After {@link Kind#RESUMED} a tenant whose subscription ended meanwhile is to be switched off again. With {@link Kind#REMOVED} credentials are still there; they are erased afterwards.
 */
public record TenantChanged(UUID tenantId, Kind kind) {

    /** What happened. */
    public enum Kind {
        PROVISIONED,
        SUSPENDED,
        RESUMED,
        REMOVED
    }
}
