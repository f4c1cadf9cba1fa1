package io.orra.credentials;

import io.orra.tenancy.TenantQuestion;
import io.orra.tenancy.TenantRows;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** That a {@link KiteCredential} is there, without any of what it holds. */
public record StoredLink(Instant updatedAt, long version) {

    private static final TenantQuestion<StoredLink> FIND = new TenantQuestion<>(
            "select updated_at, version from kite_credentials where tenant_id = ? and user_id = ?",
            row -> new StoredLink(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2)));

    public static Optional<StoredLink> find(TenantRows rows, UUID tenantId, UUID userId) {
        return rows.first(FIND, tenantId, tenantId, userId);
    }
}
