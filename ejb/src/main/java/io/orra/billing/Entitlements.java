package io.orra.billing;

import io.orra.problem.Refusal;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What a tenant is entitled to; an empty limit is none.
 *
 * @param tier as it is shown
 */
public record Entitlements(
        String tier, OptionalInt maxStrategies, OptionalInt dailyTradeLimit, boolean priorityExecution) {

    Refusal tooManyStrategies() {
        return Refusal.forbidden(
                "strategy-limit",
                "%s tier allows up to %d active strategy. Upgrade to Pro for unlimited strategies."
                        .formatted(title(), maxStrategies.orElseThrow()));
    }

    Refusal tooManyTrades() {
        return Refusal.forbidden(
                "trade-limit",
                "%s tier allows %d trades/day. Upgrade to Pro for unlimited trades and priority execution."
                        .formatted(title(), dailyTradeLimit.orElseThrow()));
    }

    private String title() {
        return tier.substring(0, 1).toUpperCase(Locale.ROOT) + tier.substring(1);
    }
}
