package io.orra.billing;

import io.orra.tenancy.AfterCommit;
import io.orra.tenancy.Tenant;
import io.orra.tenancy.TenantDeactivated;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;

/**
 * What a standing does to its tenant: the tier, whether it is active, its strategies, its broker session, the word to
 * its people, and after the commit what Redis says. A tenant that was made inactive by somebody else stays so.
 */
@Stateless
public class StandingEffects {

    @PersistenceContext(unitName = "orra-agent")
    private EntityManager database;

    @Inject
    private TenantEntitlements entitlements;

    @Inject
    private BillingNotices notices;

    @Inject
    private Event<TenantDeactivated> deactivated;

    @Inject
    private ActiveFlags flags;

    @Inject
    private AfterCommit afterCommit;

    @Inject
    private Clock clock;

    public void follow(Tenant tenant, Subscription subscription, Standing before) {
        Standing now = subscription.current();
        if (now.standing() == SubscriptionStanding.NONE && before.standing() == SubscriptionStanding.NONE) {
            return;
        }
        Instant time = clock.instant();
        if (!tenant.subscriptionTier().equals(now.tier())) {
            tenant.moveTo(now.tier(), time);
        }
        if (now.standing() == SubscriptionStanding.ENDED) {
            end(tenant, subscription, time);
        } else {
            goOn(tenant, subscription, before, time);
        }
    }

    private void end(Tenant tenant, Subscription subscription, Instant time) {
        if (!tenant.isActive()) {
            return;
        }
        tenant.deactivate(time);
        subscription.switchedOff(true);
        new StrategyInstances(database).keepActive(tenant.id(), 0, time);
        deactivated.fire(new TenantDeactivated(tenant.id(), "subscription_ended"));
        notices.ended(tenant.id(), subscription);
        afterCommit.run("end of a subscription", () -> flags.tell(tenant.id(), false));
    }

    private void goOn(Tenant tenant, Subscription subscription, Standing before, Instant time) {
        if (subscription.isSwitchedOff()) {
            tenant.activate(time);
            subscription.switchedOff(false);
            afterCommit.run("return of a subscription", () -> flags.tell(tenant.id(), true));
        }
        entitlements
                .of(database, subscription.current().tier())
                .maxStrategies()
                .ifPresent(limit -> new StrategyInstances(database).keepActive(tenant.id(), limit, time));
        if (subscription.current().standing() == SubscriptionStanding.GRACE
                && before.standing() != SubscriptionStanding.GRACE) {
            notices.grace(tenant.id(), subscription);
        }
    }
}
