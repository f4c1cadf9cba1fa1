package io.orra.credentials;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * What a sealed value belongs to. It is bound into the seal: the value opens nowhere else, whoever moves it there.
 *
 * @param field the column's name
 */
public record SealContext(UUID tenantId, UUID userId, String field) {

    public SealContext {
        Objects.requireNonNull(tenantId, "tenantId");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(field, "field");
    }

    /** Both ids have a fixed length, so no two contexts give the same bytes. */
    byte[] associatedData() {
        return ("orra/1/" + tenantId + "/" + userId + "/" + field).getBytes(StandardCharsets.UTF_8);
    }
}
