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
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A user's own trading profile. */
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

    /** @throws Refusal 404 when the caller never set one */
    public TradingLimits get(Caller caller) {
        return TradingLimits.of(require(caller));
    }

    /** Sets all of it, made now if it is new. */
    public TradingLimits put(
            Caller caller, BigDecimal maxDailyLoss, int maxOrders, boolean masterSwitch, Precondition precondition) {
        Instant now = clock.instant();
        BigDecimal loss = maxDailyLoss.setScale(DECIMALS, RoundingMode.UNNECESSARY);
        Optional<TradingProfile> existing = profiles.find(caller.tenantId(), caller.userId());
        precondition.check(existing.map(TradingProfile::version).orElse(null));
        TradingProfile profile = existing.orElseGet(() -> {
            TradingProfile created =
                    new TradingProfile(caller.tenantId(), caller.userId(), loss, maxOrders, masterSwitch, now);
            profiles.add(created);
            return created;
        });
        profile.limit(loss, maxOrders, now);
        profile.switchTrading(masterSwitch, now);
        database.flush();
        audit.by(
                caller,
                "trading-profile.set",
                null,
                Map.of(
                        "max_daily_loss", loss.toPlainString(),
                        "max_orders", Integer.toString(maxOrders),
                        "master_switch_enabled", Boolean.toString(masterSwitch)));
        return TradingLimits.of(profile);
    }

    /** @throws Refusal 404 when the caller never set a profile */
    public TradingLimits switchTrading(Caller caller, boolean enabled, Precondition precondition) {
        TradingProfile profile = require(caller);
        precondition.check(profile.version());
        profile.switchTrading(enabled, clock.instant());
        database.flush();
        audit.by(caller, "trading-profile.switch", null, Map.of("enabled", Boolean.toString(enabled)));
        return TradingLimits.of(profile);
    }

    private TradingProfile require(Caller caller) {
        return profiles.find(caller.tenantId(), caller.userId())
                .orElseThrow(() -> Refusal.notFound("trading-profile-not-found", "Trading profile not found"));
    }
}
