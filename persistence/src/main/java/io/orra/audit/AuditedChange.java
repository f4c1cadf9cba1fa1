package io.orra.audit;

import io.orra.tenancy.GroupedChange;
import io.orra.tenancy.TenantQuestion;
import io.orra.tenancy.TenantRows;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Changes a row of one tenant, and tells the trail, in one statement: both stand or neither. For changes that are one
 * statement; others run in a transaction, bound by {@link io.orra.tenancy.TenantBinding} (docs/adr/0033).
 */
public final class AuditedChange<T> {

    private final GroupedChange<T> change;

    /** @param change one INSERT, UPDATE or DELETE that returns the row, with a sign for each of its parameters */
    public AuditedChange(TenantRows rows, String change, TenantQuestion.Reader<T> reader) {
        this.change = new GroupedChange<>(
                rows,
                new TenantQuestion<>(
                        "with changed as (" + change + "), told as (" + AuditTrail.INSERT
                                + " from changed) select * from changed",
                        reader));
    }

    /**
     * The row that was changed; empty when none was, and then nothing is told.
     *
     * @throws PersistenceException when the database refuses, and then nothing is changed; or when it does not answer
     */
    public Optional<T> make(UUID tenant, AuditEvent told, Object... parameters) {
        return change.make(
                tenant,
                Stream.concat(Stream.of(parameters), Stream.of(AuditTrail.values(told)))
                        .toArray());
    }
}
