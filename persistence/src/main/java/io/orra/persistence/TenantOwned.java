package io.orra.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A row of a tenant table. Its tenant never changes. Times are given by the caller, not read from a clock here, and
 * cut to microseconds, which is what PostgreSQL keeps: a row reads back as it was written.
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
        this.createdAt = stored(now);
        this.updatedAt = createdAt;
    }

    protected final void touched(Instant now) {
        updatedAt = stored(now);
    }

    protected static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
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
