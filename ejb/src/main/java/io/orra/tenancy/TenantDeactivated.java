package io.orra.tenancy;

import java.util.UUID;

/**
 * A tenant is switched off while it stays what it is. Told inside the transaction that does it: sessions end.
 *
 * @param reason a stable code
 */
public record TenantDeactivated(UUID tenantId, String reason) {}
