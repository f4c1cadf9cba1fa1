package io.orra.billing;

import io.orra.identity.Caller;
import io.orra.problem.Refusal;
import io.orra.tenancy.TenantBound;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What a tier allows, asked in the transaction of what it is asked for: whoever creates, activates or places something
 * calls the guard first, and if the rest fails nothing was used up.
 */
@Stateless
@TenantBound
public class Guards {

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager database;

    @Inject
    private TenantEntitlements entitlements;

    @Inject
    private TierLimits limits;

    @Inject
    private Clock clock;

    /**
     * Lets one more strategy be active, and holds the tenant's lock until the transaction ends, so that no two see the
     * same free place.
     *
     * @throws Refusal 403 when the tier's number is reached
     */
    public void strategy(Caller caller) {
        new BillingLock(database).take(caller.tenantId());
        Entitlements entitled = entitled(caller).entitlements();
        if (entitled.maxStrategies().isPresent()
                && new StrategyInstances(database).countActive(caller.tenantId())
                        >= entitled.maxStrategies().getAsInt()) {
            throw entitled.tooManyStrategies();
        }
    }

    /**
     * Counts one more trade of the day in Asia/Kolkata. What is refused does not count.
     *
     * @param key the caller's Idempotency-Key: one that was let through before is let through again and counts nothing
     * @throws Refusal 403 when the day's number is reached
     */
    public void trade(Caller caller, Optional<String> key) {
        Instant now = clock.instant();
        TradeCounts counts = new TradeCounts(database);
        if (key.isPresent() && !counts.remember(caller.tenantId(), key.get(), now)) {
            entitled(caller);
            return;
        }
        TradeCounts.Answer answer = counts.take(caller.tenantId(), TradingDay.of(now), limits.basicTrades(), now)
                .orElseThrow(TenantEntitlements::noTenant);
        Entitlements entitled = entitlements.of(answer.tenant());
        if (!answer.counted()) {
            throw entitled.tooManyTrades();
        }
    }

    /**
     * An order that only closes or shrinks a position: always let through and never counted, whatever the tier, the
     * count and the state of the subscription. The place-order side says so by calling this and not {@link #trade}.
     */
    public void exit(Caller caller) {
        // Nobody is kept in a position for money.
    }

    /** @throws Refusal 403 when the tier has no priority */
    public void priority(Caller caller) {
        if (!entitled(caller).entitlements().priorityExecution()) {
            throw Refusal.forbidden("priority-requires-pro", "Pro tier required for this operation");
        }
    }

    private TenantEntitlements.OnDay entitled(Caller caller) {
        return entitlements.of(database, caller.tenantId(), TradingDay.of(clock.instant()));
    }
}
