package io.orra.authagent;

import io.orra.kite.UsedSteps;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.OptionalLong;

/** Which TOTP steps were used, in the database: neither a crash nor another instance uses one again. */
@Stateless
public class TotpSteps implements UsedSteps {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Override
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public OptionalLong take(String account, long earliest, long furthest) {
        return new LoginAccounts(database).takeStep(LoginAccounts.key(account), earliest, furthest);
    }
}
