package io.orra.billing;

import java.util.OptionalInt;

/**
 * A tenant with its tier and what it has used of it on a day.
 *
 * @param basicSettings whether the limits are the {@code BASIC_*} settings
 * @param trades those of the day
 */
public record EntitledTenant(
        boolean active,
        SubscriptionTier tier,
        boolean basicSettings,
        OptionalInt maxStrategies,
        OptionalInt dailyTradeLimit,
        boolean priorityExecution,
        int trades) {

    static EntitledTenant of(Object[] row) {
        return new EntitledTenant(
                (Boolean) row[0],
                new SubscriptionTier((String) row[1]),
                (Boolean) row[2],
                number(row[3]),
                number(row[4]),
                (Boolean) row[5],
                ((Number) row[6]).intValue());
    }

    private static OptionalInt number(Object value) {
        return value instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }
}
