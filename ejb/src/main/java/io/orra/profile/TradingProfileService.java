package io.orra.profile;

import io.orra.audit.Audit;
import io.orra.identity.Caller;
import io.orra.problem.Precondition;
import io.orra.problem.Refusal;
import io.orra.tenancy.TenantBound;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Map;

/** Changes a user's own trading profile. */
@Stateless
@TenantBound
public class TradingProfileService {

    private static final int DECIMALS = 2;

    @PersistenceContext(unitName = "orra-tenant")
    private EntityManager database;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    private TradingProfiles profiles;

    @PostConstruct
    void open() {
        profiles = new TradingProfiles(database);
    }

    /** Sets all of it, made now if it is new. */
    public TradingProfile put(
            Caller caller, BigDecimal maxDailyLoss, int maxOrders, boolean masterSwitch, Precondition precondition) {
        BigDecimal loss = maxDailyLoss.setScale(DECIMALS, RoundingMode.UNNECESSARY);
        check(caller, precondition);
        TradingProfile stored =
                profiles.store(caller.tenantId(), caller.userId(), loss, maxOrders, masterSwitch, clock.instant());
        audit.by(
                caller,
                "trading-profile.set",
                null,
                Map.of(
                        "max_daily_loss", loss.toPlainString(),
                        "max_orders", Integer.toString(maxOrders),
                        "master_switch_enabled", Boolean.toString(masterSwitch)));
        return stored;
    }

    /** @throws Refusal 404 when the caller never set a profile */
    public TradingProfile switchTrading(Caller caller, boolean enabled, Precondition precondition) {
        if (precondition.given()) {
            precondition.check(
                    profiles.lock(caller.tenantId(), caller.userId()).orElseThrow(TradingProfileService::notFound));
        }
        TradingProfile switched = profiles.switchTrading(caller.tenantId(), caller.userId(), enabled, clock.instant())
                .orElseThrow(TradingProfileService::notFound);
        audit.by(caller, "trading-profile.switch", null, Map.of("enabled", Boolean.toString(enabled)));
        return switched;
    }

    private void check(Caller caller, Precondition precondition) {
        if (precondition.given()) {
            precondition.check(profiles.lock(caller.tenantId(), caller.userId()).orElse(null));
        }
    }

    static Refusal notFound() {
        return Refusal.notFound("trading-profile-not-found", "Trading profile not found");
    }
}
