package io.orra.audit;

import io.orra.tenancy.TenantRows;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Changes rows of one tenant, and tells the trail, in one statement and one round trip: both stand or neither. For
 * changes that are one statement; others run in a transaction, bound by {@link io.orra.tenancy.TenantBinding}
 * (docs/adr/0033).
 */
public final class AuditedRows {

    private final TenantRows rows;

    public AuditedRows(TenantRows rows) {
        this.rows = rows;
    }

    /**
     * The row that was changed; empty when none was, and then nothing is told.
     *
     * @param change one INSERT, UPDATE or DELETE that returns the row, with a sign for each of the parameters
     * @throws PersistenceException when the database does not answer, or refuses; then nothing is changed
     */
    public <T> Optional<T> change(
            UUID tenant, String change, TenantRows.Reader<T> reader, AuditEvent told, Object... parameters) {
        return rows.first(
                tenant,
                "with changed as (" + change + "), told as (" + AuditTrail.INSERT
                        + " from changed) select * from changed",
                reader,
                Stream.concat(Stream.of(parameters), Stream.of(AuditTrail.values(told)))
                        .toArray());
    }
}
