package io.orra.profile;

import java.math.BigDecimal;

/**
 * A user's trading profile.
 *
 * @param maxDailyLoss in rupees, two decimals
 * @param maxOrders for each day
 * @param version grows with each change; that of the entity tag
 */
public record TradingLimits(BigDecimal maxDailyLoss, int maxOrders, boolean masterSwitchEnabled, long version) {

    static TradingLimits of(TradingProfile profile) {
        return new TradingLimits(
                profile.maxDailyLoss(), profile.maxOrders(), profile.isMasterSwitchEnabled(), profile.version());
    }
}
