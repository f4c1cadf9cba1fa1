package io.orra.profile;

import io.orra.audit.AuditEvents;
import io.orra.identity.Caller;
import io.orra.problem.Precondition;
import io.orra.problem.Refusal;
import io.orra.tenancy.TenantDatabase;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Map;

/** A user's own trading profile. Reads and changes are one round trip each (docs/adr/0033). */
@ApplicationScoped
public class TradingProfileService {

    private static final int DECIMALS = 2;

    @Inject
    private TenantDatabase database;

    @Inject
    private AuditEvents events;

    @Inject
    private Clock clock;

    private TradingProfiles profiles;

    @PostConstruct
    void open() {
        profiles = new TradingProfiles(database.rows());
    }

    /** @throws Refusal 404 when the caller never set one */
    public TradingProfile get(Caller caller) {
        return profiles.find(caller.tenantId(), caller.userId()).orElseThrow(TradingProfileService::notFound);
    }

    /**
     * Sets all of it, made now if it is new.
     *
     * @throws Refusal 412 when another version is there
     */
    public TradingProfile put(
            Caller caller, BigDecimal maxDailyLoss, int maxOrders, boolean masterSwitch, Precondition precondition) {
        BigDecimal loss = maxDailyLoss.setScale(DECIMALS, RoundingMode.UNNECESSARY);
        Map<String, String> details = Map.of(
                "max_daily_loss", loss.toPlainString(),
                "max_orders", Integer.toString(maxOrders),
                "master_switch_enabled", Boolean.toString(masterSwitch));
        return profiles.store(
                        caller.tenantId(),
                        caller.userId(),
                        loss,
                        maxOrders,
                        masterSwitch,
                        precondition.wanted(),
                        clock.instant(),
                        events.by(caller, "trading-profile.set", null, details))
                .orElseThrow(Precondition::failed);
    }

    /** @throws Refusal 404 when the caller never set a profile, 412 when another version is there */
    public TradingProfile switchTrading(Caller caller, boolean enabled, Precondition precondition) {
        Map<String, String> details = Map.of("enabled", Boolean.toString(enabled));
        return profiles.switchTrading(
                        caller.tenantId(),
                        caller.userId(),
                        enabled,
                        precondition.wanted(),
                        clock.instant(),
                        events.by(caller, "trading-profile.switch", null, details))
                .orElseThrow(() -> unmet(caller));
    }

    private Refusal unmet(Caller caller) {
        return profiles.find(caller.tenantId(), caller.userId()).isPresent() ? Precondition.failed() : notFound();
    }

    private static Refusal notFound() {
        return Refusal.notFound("trading-profile-not-found", "Trading profile not found");
    }
}
