package io.orra.tenancy;

import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Binds the current transaction to one tenant: until it ends, row-level security shows and takes that tenant's rows
 * only. Before it, and after the end, the application's role sees no row at all.
 */
public class TenantBinding {

    /** Holds until the transaction ends; its one parameter is the tenant's id as text. */
    static final String SQL = "select set_config('app.current_tenant_id', ?, true)";

    private final EntityManager em;

    public TenantBinding(EntityManager em) {
        this.em = em;
    }

    /** @throws IllegalStateException outside a transaction, where the binding would be lost at once */
    public void bind(UUID tenantId) {
        if (!em.isJoinedToTransaction()) {
            throw new IllegalStateException("A tenant can only be bound to a transaction");
        }
        em.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement binding = connection.prepareStatement(SQL)) {
                binding.setString(1, tenantId.toString());
                binding.execute();
            }
        });
    }
}
