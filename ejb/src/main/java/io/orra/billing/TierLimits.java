package io.orra.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says what a tier may do: by the table, or by the {@code BASIC_*} settings where the table leaves it to them. */
@ApplicationScoped
public class TierLimits {

    @Inject
    @ConfigProperty(name = "BASIC_STRATEGY_LIMIT", defaultValue = "1")
    private int basicStrategies;

    @Inject
    @ConfigProperty(name = "BASIC_DAILY_TRADE_LIMIT", defaultValue = "5")
    private int basicTrades;

    /** What tenants of the tier are entitled to. Tiers with the basic settings show as {@code basic}. */
    Entitlements of(Tier tier) {
        return tier.hasBasicSettings()
                ? basic(tier.hasPriorityExecution())
                : new Entitlements(
                        tier.tier().word(), tier.maxStrategies(), tier.dailyTradeLimit(), tier.hasPriorityExecution());
    }

    Entitlements of(EntitledTenant tenant) {
        return tenant.basicSettings()
                ? basic(tenant.priorityExecution())
                : new Entitlements(
                        tenant.tier().word(),
                        tenant.maxStrategies(),
                        tenant.dailyTradeLimit(),
                        tenant.priorityExecution());
    }

    /** How many trades a day the settings give. */
    int basicTrades() {
        return basicTrades;
    }

    private Entitlements basic(boolean priority) {
        return new Entitlements(
                SubscriptionTier.BASIC.word(), OptionalInt.of(basicStrategies), OptionalInt.of(basicTrades), priority);
    }
}
