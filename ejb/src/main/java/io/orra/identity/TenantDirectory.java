package io.orra.identity;

import io.orra.tenancy.Tenants;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** Finds the tenant of an organisation, before any tenant is bound. */
@Stateless
public class TenantDirectory {

    /** A tenant as the gate needs it. */
    public record Entry(UUID id, boolean active, String name, String subscriptionTier, String state) {}

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    private Tenants tenants;

    @PostConstruct
    void open() {
        tenants = new Tenants(database);
    }

    /** Empty for an organisation that is no tenant, or none any more. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Entry> find(String organisation) {
        return tenants.findByClerkOrgId(organisation)
                .filter(tenant -> !tenant.isRemoved())
                .map(tenant -> new Entry(
                        tenant.id(),
                        tenant.isActive(),
                        tenant.name(),
                        tenant.subscriptionTier().word(),
                        tenant.state()));
    }
}
