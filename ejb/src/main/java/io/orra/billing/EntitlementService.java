package io.orra.billing;

import io.orra.identity.Caller;
import io.orra.tenancy.TenantBound;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** Shows a tenant what it is entitled to, what is left of it, and how its subscription stands. */
@Stateless
@TenantBound
public class EntitlementService {

    /** Entitlements with what was used of them; the trades are those of the day. */
    public record Usage(Entitlements entitlements, int activeStrategies, int trades, LocalDate tradingDay) {}

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager database;

    @Inject
    private TenantEntitlements entitlements;

    @Inject
    private Clock clock;

    /** @throws io.orra.problem.Refusal 403 when the tenant is inactive */
    public Usage usage(Caller caller) {
        LocalDate day = TradingDay.of(clock.instant());
        TenantEntitlements.OnDay today = entitlements.of(database, caller.tenantId(), day);
        return new Usage(
                today.entitlements(),
                Math.toIntExact(new StrategyInstances(database).countActive(caller.tenantId())),
                today.trades(),
                day);
    }

    /** Also for a tenant that is inactive. */
    public Standing standing(Caller caller) {
        return new Subscriptions(database)
                .find(caller.tenantId())
                .map(Subscription::current)
                .orElseGet(() -> Standing.of(SubscriptionStanding.NONE, java.util.Optional.<Instant>empty()));
    }
}
