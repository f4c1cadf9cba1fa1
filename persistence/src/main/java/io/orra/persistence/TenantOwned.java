package io.orra.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;

/**
 * A row of a tenant table. Its tenant never changes. Times are given by the caller and not read from a clock here, so
 * that the service's clock is the only one; each change of a row says when it happened.
 */
@MappedSuperclass
public abstract class TenantOwned {

    @Id
    private UUID id;

    @Column(name = "tenant_id", nullable = false, updatable = false)
    private UUID tenantId;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    protected TenantOwned() {
        // for JPA
    }

    protected TenantOwned(UUID id, UUID tenantId, Instant now) {
        this.id = id;
        this.tenantId = tenantId;
        this.createdAt = StoredTime.of(now);
        this.updatedAt = createdAt;
    }

    protected final void touched(Instant now) {
        updatedAt = StoredTime.of(now);
    }

    public UUID id() {
        return id;
    }

    public UUID tenantId() {
        return tenantId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Type and id only: rows hold secrets and addresses, and a row's text ends in logs. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + id + "]";
    }
}
