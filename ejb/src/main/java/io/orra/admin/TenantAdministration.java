package io.orra.admin;

import io.orra.audit.Audit;
import io.orra.identity.Caller;
import io.orra.problem.Precondition;
import io.orra.problem.Refusal;
import io.orra.tenancy.Tenant;
import io.orra.tenancy.TenantLifecycle;
import io.orra.tenancy.TenantView;
import io.orra.tenancy.Tenants;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tenants under an operator's hand. */
@Stateless
public class TenantAdministration {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private TenantLifecycle lifecycle;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    private Tenants tenants;

    @PostConstruct
    void open() {
        tenants = new Tenants(database);
    }

    public List<TenantView> list(Tenants.Search search) {
        return tenants.find(search).stream().map(TenantView::of).toList();
    }

    /** @throws Refusal 404 when there is no such tenant */
    public TenantView get(UUID id) {
        return TenantView.of(require(id));
    }

    /** @throws Refusal 409 when the organisation is a tenant already, or was one */
    public TenantView create(Caller operator, String organisation, String name) {
        if (tenants.findByClerkOrgId(organisation).isPresent()) {
            throw Refusal.conflict("tenant-exists", "The organization is or was a tenant");
        }
        UUID id = lifecycle.provision(organisation, name);
        audit.byOperator(operator, id, "tenant.provision", organisation, Map.of("name", name));
        return get(id);
    }

    /**
     * @param name null leaves it
     * @param suspended null leaves it
     */
    public TenantView change(Caller operator, UUID id, String name, Boolean suspended, Precondition precondition) {
        Tenant tenant = require(id);
        precondition.check(tenant.version());
        if (tenant.isRemoved()) {
            throw Refusal.conflict("tenant-removed", "The tenant was removed");
        }
        if (name != null) {
            tenant.rename(name, clock.instant());
        }
        if (suspended != null && suspended) {
            lifecycle.suspend(tenant);
        } else if (suspended != null) {
            lifecycle.resume(tenant);
        }
        database.flush();
        if (name != null) {
            audit.byOperator(operator, id, "tenant.rename", null, Map.of("name", name));
        }
        if (suspended != null) {
            audit.byOperator(operator, id, suspended ? "tenant.suspend" : "tenant.resume", null, Map.of());
        }
        return TenantView.of(tenant);
    }

    /** For good: sessions end, credentials are erased, the records stay. */
    public void remove(Caller operator, UUID id, Precondition precondition) {
        Tenant tenant = require(id);
        precondition.check(tenant.version());
        if (tenant.isRemoved()) {
            throw notFound();
        }
        lifecycle.remove(tenant);
        database.flush();
        audit.byOperator(operator, id, "tenant.remove", null, Map.of());
    }

    private Tenant require(UUID id) {
        return tenants.find(id).orElseThrow(TenantAdministration::notFound);
    }

    private static Refusal notFound() {
        return Refusal.notFound("tenant-not-found", "Tenant not found");
    }
}
