package io.orra.audit;

import io.orra.identity.Caller;
import io.orra.tenancy.TenantBound;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Reads the trail: a tenant its own, an operator all of it. */
@Stateless
public class AuditReader {

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager tenantDatabase;

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager agentDatabase;

    /** The search's tenant is not looked at: it is the caller's. */
    @TenantBound
    public List<AuditEntry> own(Caller caller, AuditTrail.Search search) {
        return new AuditTrail(tenantDatabase)
                .find(new AuditTrail.Search(
                        caller.tenantId(), search.action(), search.outcome(), search.before(), search.size()));
    }

    public List<AuditEntry> all(AuditTrail.Search search) {
        return new AuditTrail(agentDatabase).find(search);
    }
}
