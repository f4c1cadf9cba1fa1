package io.orra.profile;

import java.math.BigDecimal;

/**
 * How much a tenant's user may lose and order in a day, and whether strategies may trade at all.
 *
 * @param maxDailyLoss in rupees, above 0 and below 10^12, two decimals
 * @param maxOrders for each day, 1 to 500
 * @param version grows with each change, from 0; that of the entity tag
 */
public record TradingProfile(BigDecimal maxDailyLoss, int maxOrders, boolean masterSwitchEnabled, long version) {}
