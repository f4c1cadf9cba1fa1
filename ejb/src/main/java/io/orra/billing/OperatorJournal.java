package io.orra.billing;

import io.orra.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Notes what an operator did to a tenant's billing, within the transaction of the deed. The one place where billing
 * hands its deeds to the audit trail.
 */
@ApplicationScoped
public class OperatorJournal {

    private static final Logger LOG = Logger.getLogger(OperatorJournal.class.getName());

    /**
     * @param tenant null when it concerns none
     * @param details hold no secret
     */
    public void byOperator(Caller operator, UUID tenant, String action, String target, Map<String, String> details) {
        LOG.log(Level.INFO, "operator {0}: {1} {2} of tenant {3}, {4}", new Object[] {
            operator.userId(), action, target, tenant, details.keySet()
        });
    }
}
