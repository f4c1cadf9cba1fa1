package io.orra.audit;

import io.orra.audit.AuditEvents.Actor;
import io.orra.identity.Caller;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the audit trail in the transaction of what it tells: both stand or neither. An entry holds its tenant's chain
 * until the commit, so it is written last. Details never hold a secret.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Audit {

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager tenantDatabase;

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager agentDatabase;

    @Inject
    private AuditEvents events;

    /** A user changed something of their tenant: called by {@code @TenantBound} services, under the tenant's role. */
    public void by(Caller caller, String action, String target, Map<String, String> details) {
        new AuditTrail(tenantDatabase).append(events.by(caller, action, target, details));
    }

    /** As {@link #by}, for what was allowed and did not work. */
    public void failed(Caller caller, String action, String target, String reason) {
        new AuditTrail(tenantDatabase)
                .append(events.event(
                        caller.tenantId(),
                        AuditEvents.user(caller),
                        action,
                        target,
                        AuditOutcome.FAILED,
                        reason,
                        Map.of()));
    }

    /**
     * A super admin acted on a tenant, or on Orra itself: under the agents' role.
     *
     * @param tenant null when it concerns none
     */
    public void byOperator(Caller operator, UUID tenant, String action, String target, Map<String, String> details) {
        Actor actor = new Actor(ActorKind.OPERATOR, operator.subject(), operator.userId());
        new AuditTrail(agentDatabase)
                .append(events.event(tenant, actor, action, target, AuditOutcome.DONE, null, details));
    }

    /**
     * A part of Orra did something by itself: under the agents' role.
     *
     * @param agent its name, such as {@code auth-agent}
     * @param reason a stable code unless it is done
     */
    public void byAgent(
            UUID tenant,
            String agent,
            String action,
            AuditOutcome outcome,
            String reason,
            Map<String, String> details) {
        new AuditTrail(agentDatabase)
                .append(events.event(
                        tenant, new Actor(ActorKind.AGENT, agent, null), action, null, outcome, reason, details));
    }

    /**
     * A provider's signed event changed a tenant: under the agents' role.
     *
     * @param eventId the provider's id of the event
     */
    public void byWebhook(UUID tenant, String provider, String action, String eventId, Map<String, String> details) {
        new AuditTrail(agentDatabase)
                .append(events.event(
                        tenant,
                        new Actor(ActorKind.WEBHOOK, provider, null),
                        action,
                        eventId,
                        AuditOutcome.DONE,
                        null,
                        details));
    }

    /**
     * A request was refused: in a transaction of its own, since the request's is rolled back. Not to be called while a
     * transaction of the same thread has written to the same tenant's chain: it would wait for itself.
     *
     * @param caller null when no token proved one
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void refused(Caller caller, String action, String target, String reason, Map<String, String> details) {
        Actor actor = caller == null ? new Actor(ActorKind.ANONYMOUS, "anonymous", null) : AuditEvents.user(caller);
        UUID tenant = caller == null ? null : caller.tenantId();
        new AuditTrail(agentDatabase)
                .append(events.event(tenant, actor, action, target, AuditOutcome.REFUSED, reason, details));
    }
}
